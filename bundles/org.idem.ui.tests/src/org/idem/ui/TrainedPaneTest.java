package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.run.RunDirectory;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a wrong pair to the people of the training set who look like its faces. */
@ExtendWith(LoggedErrors.class)
class TrainedPaneTest {
    @TempDir
    Path folder;

    private Workplace workplace;
    private Path train;
    private Path verify;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open();
        workplace.show(Ids.VERIFICATION);
        Path sample = workplace.sample().path().resolve("data/faces");
        for (String name : List.of("train.rec", "train.idx", "property", "verify.bin")) {
            Files.copy(sample.resolve(name), folder.resolve(name));
        }
        train = folder.resolve("train.rec");
        verify = folder.resolve("verify.bin");
    }

    @AfterEach
    void close() {
        workplace.show(Ids.EXPERIMENTS);
    }

    /** Opens an evaluation of a run that was trained on the set, on its page Pairs, with a false accept selected. */
    private void openPair() throws IOException {
        openPair(train);
    }

    private void openPair(Path trainedOn) throws IOException {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "tried", Clock.systemUTC());
        run.writeConfig("DataLoader:\n  Train:\n    dataset:\n      cls_label_path: '" + trainedOn + "'\n", Map.of());
        PartOpener.open(workplace.page(), WrongEvaluation.write(run, verify, 7), Ids.VERIFICATION_EDITOR);
        Screen.turnTo("Pairs", "Curves");
        select(0);
    }

    private void select(int line) {
        Table wrong = Pump.forValue(
                "the wrong pairs",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 5
                                && one.getItemCount() > line
                                && one.getColumn(4).getText().equals("Cause")));
        wrong.setSelection(line);
        Event chosen = new Event();
        chosen.item = wrong.getItem(line);
        wrong.notifyListeners(SWT.Selection, chosen);
    }

    private static void command() {
        Commands.run(Workplace.service(IHandlerService.class), "org.idem.ui.command.findInTraining");
    }

    @Test
    void withoutEmbeddingsItIsOfferedToMakeThem() throws IOException {
        openPair();
        Pump.until(
                "what is missing is said",
                () -> Screen.findVisible(Label.class, one -> one.getText().startsWith("Nobody has looked at train.rec"))
                        != null);
        assertNotNull(Screen.findVisible(Link.class, one -> one.getText().equals("<a>Embed both…</a>")));
        Dialogs.during(
                "Doctor: train.rec",
                shell -> {
                    assertNotNull(
                            Screen.find(shell, Combo.class, one -> one.getText().endsWith("verify.bin")));
                    Dialogs.press(shell, "Cancel");
                },
                TrainedPaneTest::command);
    }

    @Test
    void anotherSetCanBeChosenWhereTheNamedOneIsGone() throws IOException {
        openPair(folder.resolve("moved.rec"));
        Pump.until(
                "the failure is told",
                () -> Screen.findVisible(Label.class, one -> one.getText()
                                .startsWith("Who of the training set looks like them cannot be told. "))
                        != null);
        assertNotNull(Screen.findVisible(Link.class, one -> one.getText().equals("<a>Choose the training set…</a>")));
    }

    @Test
    void theNearestPeopleStandUnderEachFaceAndLeadToTheSet() throws IOException {
        MeanColor.embed(train);
        assertEquals(2 * SampleFolder.PAIRS, Files.exists(verify) ? 2 * SampleFolder.PAIRS : 0);
        MeanColor.embed(verify);
        openPair();
        Pump.until(
                "what was found is said",
                () -> Screen.findVisible(
                                Label.class,
                                one -> one.getText().startsWith("Nearest in train.rec")
                                        && one.getText().contains("cosine of the pair without mirror images "))
                        != null);
        Label heading = Screen.findVisible(Label.class, one -> one.getText().equals("Like the second face"));
        ImageGrid people = Screen.find(heading.getParent(), ImageGrid.class, one -> true);
        assertEquals(SampleFolder.IMAGES, people.model().size());
        assertTrue(
                people.model().label(0).matches("-?[01]\\.\\d\\d\\d"),
                people.model().label(0));
        double first = Double.parseDouble(people.model().label(0));
        double last = Double.parseDouble(people.model().label(people.model().size() - 6));
        assertTrue(first >= last, first + " and " + last);
        assertTrue(people.model().groupLabel(0).matches("[0-5]"), people.model().groupLabel(0));
        select(1);
        command();
        people.select(3);
        Event enter = new Event();
        enter.keyCode = SWT.CR;
        enter.character = SWT.CR;
        people.notifyListeners(SWT.KeyDown, enter);
        Pump.until(
                "the data set is open",
                () -> workplace.page().getActiveEditor().getEditorInput().equals(new DatasetInput(train)));
        Pump.until(
                "at one image",
                () -> Screen.findVisible(ImageGrid.class, one -> one.selection().cardinality() == 1) != null);
    }
}
