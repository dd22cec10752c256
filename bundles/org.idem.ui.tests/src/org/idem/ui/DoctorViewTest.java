package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.PlatformUI;
import org.idem.core.Progress;
import org.idem.data.check.DataCheck;
import org.idem.data.format.Datasets;
import org.idem.data.format.ExcludedKeys;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.PictureTable;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.FindingsFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The view Doctor on folders of identities: ada 1 and bob 1 show the same; a model takes ada and bob for one person. */
@ExtendWith(LoggedErrors.class)
class DoctorViewTest {
    @TempDir
    Path folder;

    private Workplace workplace;
    private Path set;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        set = folder.resolve("people");
        FaceGenerator.generate(new GenerateRequest(1, 6, folder.resolve("drawn"), 7, 112, 0, 8), Progress.NONE);
        try (var drawn = Datasets.openImages(folder.resolve("drawn/train.rec"))) {
            List<String> names = List.of("ada/1", "ada/2", "bob/1", "bob/2", "cyd/1", "cyd/2");
            for (int i = 0; i < names.size(); i++) {
                Path file = set.resolve(names.get(i) + ".jpg");
                Files.createDirectories(file.getParent());
                Files.write(file, drawn.image(i == 2 ? 0 : i).copy());
            }
        }
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    private void openSet() {
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
    }

    private void check() {
        Workplace.service(CheckedSets.class)
                .put(set, DataCheck.inspect(set, Progress.NONE).findings(), null);
    }

    private void diagnose() {
        DoctorFinding split = new DoctorFinding(
                DoctorFinding.Kind.SPLIT_IDENTITY,
                List.of(0, 1),
                List.of("ada/2.jpg", "bob/2.jpg"),
                List.of(),
                0.81,
                "Identities 0 and 1 are as alike as one person");
        FindingsFile.write(
                FindingsFile.beside(set),
                new Diagnosis(
                        set,
                        null,
                        "a model",
                        6,
                        3,
                        0,
                        new DoctorThresholds(0.5, 0.1, 0.1, 0.5),
                        Map.of(),
                        List.of(split)));
    }

    private static PictureTable table(int findings) {
        return Pump.forValue(
                findings + " findings are listed",
                () -> Screen.findVisible(
                        PictureTable.class,
                        one -> one.model() != null && one.model().size() == findings));
    }

    private static List<String> kinds(PictureTable table) {
        return IntStream.range(0, table.model().size())
                .mapToObj(line -> table.model().text(line, 1))
                .toList();
    }

    @Test
    void withoutFindingsItOffersACheckAndFollowsIt() {
        openSet();
        Link link = Pump.forValue(
                "a check is offered",
                () -> Screen.findVisible(Link.class, one -> one.getText().equals("<a>Check this set</a>")));
        assertTrue(link.isVisible());
        check();
        assertEquals(List.of("exact-duplicate"), kinds(table(1)));
    }

    @Test
    void findingsOfModelAndCheckStandWithTheirFacesSideBySide() {
        diagnose();
        check();
        openSet();
        PictureTable table = table(2);
        assertEquals(List.of("split-identity", "exact-duplicate"), kinds(table));
        assertEquals("0, 1", table.model().text(0, 2));
        assertEquals("0.810", table.model().text(0, 3));
        Pump.until("both faces of the first one are there", () -> faces("#1", "#3") != null);
        table.select(1);
        Pump.until("and those of the other", () -> faces("#0 leave out", "#2 leave out") != null);
    }

    private static ImageGrid faces(String... captions) {
        return Screen.findVisible(
                ImageGrid.class,
                one -> one.model().size() == captions.length
                        && IntStream.range(0, captions.length)
                                .allMatch(i -> one.model().label(i).equals(captions[i])));
    }

    @Test
    void keysDecideAndTheFileBesideTheSetKeepsIt() throws IOException, ExecutionException {
        diagnose();
        check();
        openSet();
        PictureTable table = table(2);
        press(table, 's');
        Pump.until("the verdict is told", () -> table.model().text(0, 0).equals("= same"));
        assertEquals(1, table.selectedLine(), "the next undecided one is selected");
        press(table, 'a');
        Pump.until("so is the other", () -> table.model().text(1, 0).equals("✓ accepted"));
        Path file = folder.resolve("people.verdicts.tsv");
        assertTrue(Files.readString(file).contains("same\tsplit-identity\t0,1\tada/2.jpg\tbob/2.jpg"));
        assertNotNull(Screen.findVisible(Label.class, one -> one.getText().startsWith("2 findings, 2 decided.")));
        undo();
        Pump.until("it is taken back", () -> table.model().text(1, 0).isEmpty());
        assertFalse(Files.readString(file).contains("accept\t"), Files.readString(file));
        workplace.page().closeAllEditors(false);
        openSet();
        Pump.until(
                "the verdict is there again", () -> table(2).model().text(0, 0).equals("= same"));
        assertEquals(1, table(2).selectedLine());
    }

    private void undo() throws ExecutionException {
        IUndoContext context = workplace
                .page()
                .getActiveEditor()
                .getAdapter(DatasetContext.class)
                .undoContext();
        IOperationHistory history =
                PlatformUI.getWorkbench().getOperationSupport().getOperationHistory();
        history.undo(context, null, null);
    }

    @Test
    void listsAreWrittenIntoNewFiles() throws IOException {
        diagnose();
        check();
        openSet();
        PictureTable table = table(2);
        press(table, 's');
        Pump.until("it is decided", () -> table.model().text(0, 0).equals("= same"));
        press(table, 'a');
        Pump.until("so is the other", () -> table.model().text(1, 0).equals("✓ accepted"));
        Path merge = folder.resolve("one.txt");
        export("Merge List…", "Merge List", merge);
        Pump.until("the list is there", () -> Files.exists(merge));
        assertEquals("0\t1", Files.readAllLines(merge).get(1));
        Path exclude = folder.resolve("out.txt");
        export("Exclude List…", "Exclude List", exclude);
        Pump.until("the list is there", () -> Files.exists(exclude));
        assertEquals(
                Set.of("ada/1.jpg", "bob/1.jpg"), ExcludedKeys.read(exclude).keys());
        Pump.until(
                "it is said",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("2 keys are in " + exclude))
                        != null);
    }

    private static void export(String item, String title, Path file) {
        Dialogs.during(
                title,
                shell -> {
                    Text name =
                            Screen.find(shell, Text.class, one -> one.getText().startsWith("/"));
                    name.setText(file.toString());
                    Dialogs.press(shell, "OK");
                },
                () -> item(item).notifyListeners(SWT.Selection, new Event()));
    }

    private static ToolItem item(String word) {
        ToolItem[] found = {null};
        Screen.findVisible(ToolBar.class, bar -> {
            for (ToolItem one : bar.getItems()) {
                if (one.getText().equals(word)) {
                    found[0] = one;
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    @Test
    void enterLeadsToTheImage() {
        check();
        openSet();
        Pump.until(
                "all images are shown",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == 6) != null);
        press(table(1), SWT.CR);
        Pump.until(
                "its tile is selected",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == 6 && one.isSelected(0)) != null);
    }

    private static void press(PictureTable table, int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        table.notifyListeners(SWT.KeyDown, event);
    }
}
