package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.idem.chart.ChartMark;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.verify.EvaluationsInput;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.FindingsFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of the verification editor, of one evaluation and of two. */
@ExtendWith(LoggedErrors.class)
class VerificationEditorTest {
    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.VERIFICATION);
    }

    @AfterEach
    void close() throws IOException {
        workplace.show(Ids.EXPERIMENTS);
        try (Stream<Path> files = Files.list(workplace.run("finished").path().resolve("eval"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("wrong"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** Opens evaluations by the view, as a user does. */
    private void openFirst(int count) {
        Table table = Screen.table("Run", 2);
        table.setSelection(0, count - 1);
        table.notifyListeners(SWT.Selection, new Event());
        table.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until(
                "the editor is open",
                () -> workplace.page().getActiveEditor() != null
                        && workplace.page().getActiveEditor().getSite().getId().equals(Ids.VERIFICATION_EDITOR));
    }

    @Test
    void theSliderMovesWhatAllPagesShow() {
        openFirst(1);
        Screen.turnTo("Scores", "Curves");
        Table readings = Screen.table("FRR", 1);
        String before = Screen.rows(readings).get(0);
        Scale slider = Screen.findVisible(Scale.class, one -> true);
        slider.setSelection(1900);
        slider.notifyListeners(SWT.Selection, new Event());
        String after = Screen.rows(readings).get(0);
        assertNotEquals(before, after);
        assertTrue(after.contains("0 of 1,000 | "), after);
        assertEquals(
                "0.9000",
                Screen.findVisible(Text.class, one -> one.getText().startsWith("0."))
                        .getText());
        Label measures = Screen.findVisible(Label.class, one -> one.getText().startsWith("squared L2"));
        assertEquals("squared L2 0.2000  ·  angle 25.84°", measures.getText());
        ChartCanvas chart = chart("Scores");
        assertEquals(
                new ChartMark.VerticalLine(2.0 * 1900 / 2000 - 1, "threshold 0.9000"),
                chart.model().marks().get(0));
        Screen.turnTo("Pairs", "Curves");
        Pump.until(
                "the pairs are those of this threshold",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("threshold of 0.9000")) != null);
        Pump.until(
                "nobody is accepted",
                () -> Screen.findVisible(Label.class, one -> one.getText().endsWith("taken for one (none)")) != null);
    }

    @Test
    void aThresholdIsChosenByItsMeaningAndByItsNumber() {
        openFirst(1);
        Screen.turnTo("Scores", "Curves");
        Table readings = Screen.table("FRR", 1);
        Combo named = Screen.findVisible(Combo.class, one -> one.getItemCount() > 2);
        int far = Arrays.asList(named.getItems()).indexOf("of FAR 1e-2");
        named.select(far);
        named.notifyListeners(SWT.Selection, new Event());
        assertTrue(
                Screen.rows(readings).get(0).contains(" | 10 of 1,000 | "),
                Screen.rows(readings).get(0));
        Text number = Screen.findVisible(Text.class, one -> one.getText().startsWith("0."));
        number.setText("-1");
        number.notifyListeners(SWT.DefaultSelection, new Event());
        assertTrue(
                Screen.rows(readings).get(0).contains(" | 1,000 of 1,000 | "),
                Screen.rows(readings).get(0));
        number.setText("seven");
        number.notifyListeners(SWT.DefaultSelection, new Event());
        assertEquals("-1.0000", number.getText());
    }

    @Test
    void theCrosshairOfOneCurveIsThatOfTheOther() {
        openFirst(1);
        Screen.turnTo("Curves", "Curves");
        Pump.until("the curve is there", () -> chart("ROC").model().points() > 100);
        ChartCanvas roc = chart("ROC");
        Event key = new Event();
        key.keyCode = SWT.ARROW_RIGHT;
        roc.notifyListeners(SWT.KeyDown, key);
        assertEquals(roc.crosshair(), chart("DET").crosshair());
        Table readings = Screen.table("TAR", 1);
        assertTrue(
                Screen.rows(readings).get(0).contains(" of 1,000"),
                Screen.rows(readings).get(0));
    }

    @Test
    void aRowOfTheTableIsAThreshold() {
        openFirst(1);
        Table rates = Screen.table("95 % interval", 6);
        rates.setSelection(1);
        Event chosen = new Event();
        chosen.item = rates.getItem(1);
        rates.notifyListeners(SWT.Selection, chosen);
        String threshold = rates.getItem(1).getText(3);
        Screen.turnTo("Scores", "Curves");
        assertEquals(
                threshold,
                Screen.findVisible(Text.class, one -> one.getText().startsWith("0."))
                        .getText());
    }

    @Test
    void severalEvaluationsAreColumnsAndCurves() {
        openFirst(2);
        assertEquals("2 evaluations", workplace.page().getActiveEditor().getTitle());
        Table figures = Pump.forValue(
                "the table of figures",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 4
                                && one.getColumn(1).getText().equals("Figure")));
        List<String> rows = Screen.rows(figures);
        assertTrue(rows.get(0).startsWith("verify | Accuracy | "), rows.get(0));
        assertTrue(rows.stream().anyMatch(row -> row.endsWith(" | not measurable | not measurable")), rows.toString());
        double first = percent(figures.getItem(0).getText(2));
        double second = percent(figures.getItem(0).getText(3));
        Font strong = figures.getItem(0).getFont(first > second ? 2 : 3);
        assertEquals(SWT.BOLD, strong.getFontData()[0].getStyle() & SWT.BOLD);
        assertEquals(
                SWT.NORMAL,
                figures.getItem(0)
                                .getFont(first > second ? 3 : 2)
                                .getFontData()[0]
                                .getStyle()
                        & SWT.BOLD);
        Text words = Screen.findVisible(Text.class, one -> one.getText().contains("McNemar's test, p = "));
        assertTrue(words.getText().contains(" are fixed and "), words.getText());
        Screen.turnTo("Curves", "Curves");
        Pump.until("two curves", () -> chart("ROC").model().series().size() == 2);
        Screen.turnTo("Scores", "Curves");
        Screen.table("FRR", 2);
        Screen.turnTo("Pairs", "Curves");
        Combo models = Screen.findVisible(Combo.class, one -> one.getItemCount() == 2);
        assertEquals(figures.getColumn(2).getText(), models.getText());
        Table wrong = Pump.forValue(
                "the wrong pairs with their causes",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 5
                                && one.getItemCount() > 0
                                && one.getColumn(4).getText().equals("Cause")));
        int doubted = Screen.rows(wrong).stream()
                .map(row -> row.endsWith(" | label"))
                .toList()
                .indexOf(true);
        wrong.setSelection(doubted);
        Event chosen = new Event();
        chosen.item = wrong.getItem(doubted);
        wrong.notifyListeners(SWT.Selection, chosen);
        String why = "all models disagree with the label: likely a wrong label";
        assertNotNull(Screen.findVisible(
                Label.class,
                one -> one.getText().startsWith("Pair ") && one.getText().endsWith(why)));
        models.select(1);
        Dialogs.select(models);
        Pump.until(
                "the selected pair is looked for with the other model",
                () -> Screen.findVisible(Label.class, one -> one.getText().startsWith("Select a pair to see who"))
                        == null);
    }

    /** An evaluation whose scores are wrong about every pair of the sample's verification set. */
    private EvaluationInput allWrong() throws IOException {
        return allWrong(7);
    }

    private EvaluationInput allWrong(long step) throws IOException {
        Path file = workplace.sample().path().resolve("data/faces/verify.bin");
        return WrongEvaluation.write(workplace.run("finished"), file, step);
    }

    @Test
    void checkpointsOfOneRunTellWhatChangedOverTheTraining() throws IOException {
        List<EvaluationInput> checkpoints = List.of(allWrong(9), allWrong(7), allWrong(8));
        PartOpener.open(workplace.page(), EvaluationsInput.of(checkpoints), Ids.VERIFICATION_EDITOR);
        Text words = Pump.forValue(
                "what changed",
                () -> Screen.findVisible(Text.class, one -> one.getText().startsWith("Over the training, ")));
        assertTrue(
                words.getText().startsWith("Over the training, from step 7: to step 8 0 fixed, 0 broken, "),
                words.getText());
    }

    @Test
    void theReportOfAnEvaluationAloneIsWrittenBesideIt() throws IOException {
        EvaluationInput input = allWrong();
        PartOpener.open(workplace.page(), input, Ids.VERIFICATION_EDITOR);
        ToolItem report = Pump.forValue("the report is offered", () -> {
            ToolBar bar = Screen.findVisible(
                    ToolBar.class,
                    one -> one.getItemCount() == 1 && one.getItem(0).getText().equals("Report…"));
            return bar != null && bar.getItem(0).isEnabled() ? bar.getItem(0) : null;
        });
        Dialogs.during(
                "Report",
                shell -> Dialogs.press(shell, "Close"),
                () -> report.notifyListeners(SWT.Selection, new Event()));
        Path file = workplace.run("finished").path().resolve("eval/wrong-0000000007.report.html");
        String html = Files.readString(file);
        assertTrue(html.contains("<h1>wrong @ 7 · "), html.substring(0, 200));
        assertTrue(html.contains("Hardest pairs of wrong"), "worst pairs");
        assertTrue(html.contains("data:image/jpeg;base64,"), "their faces");
    }

    @Test
    void theNumberWithoutPeopleOfTheTrainingSetStandsBesideIt() throws IOException {
        Path file = workplace.sample().path().resolve("data/faces/verify.bin");
        Path findings = FindingsFile.beside(file);
        DoctorFinding both = new DoctorFinding(
                DoctorFinding.Kind.OVERLAP, List.of(0, 5), List.of("0", "7"), List.of(), 0.9, "the same person");
        FindingsFile.write(
                findings,
                new Diagnosis(
                        file,
                        file.resolveSibling("train.rec"),
                        "a model",
                        2 * SampleFolder.PAIRS,
                        8,
                        0,
                        new DoctorThresholds(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                        Map.of("overlap", 1L),
                        List.of(both)));
        try {
            PartOpener.open(workplace.page(), allWrong(), Ids.VERIFICATION_EDITOR);
            Text words = Pump.forValue(
                    "the figures without them",
                    () -> Screen.findVisible(Text.class, one -> one.getText().startsWith("Without the 1 person")));
            assertTrue(words.getText().contains("who is in train.rec too ("), words.getText());
            assertTrue(words.getText().contains(" of 20 pairs): accuracy "), words.getText());
        } finally {
            Files.delete(findings);
        }
    }

    @Test
    void aPairIsSeenLargeAndItsLabelDecided() throws IOException {
        Path verdicts = workplace.sample().path().resolve("data/faces/verify.bin.verdicts.tsv");
        PartOpener.open(workplace.page(), allWrong(), Ids.VERIFICATION_EDITOR);
        Screen.turnTo("Scores", "Curves");
        Text number = Pump.forValue(
                "the threshold is there",
                () -> Screen.findVisible(Text.class, one -> one.getText().equals("1.0000")));
        number.setText("0.5");
        number.notifyListeners(SWT.DefaultSelection, new Event());
        Screen.turnTo("Pairs", "Curves");
        Label heading = Pump.forValue(
                "the false accepts at 0.5",
                () -> Screen.findVisible(
                        Label.class, one -> one.getText().equals("False accepts: two persons taken for one (10)")));
        Table wrong = Screen.find(heading.getParent(), Table.class, one -> one.getItemCount() == 10);
        wrong.setSelection(0);
        Event chosen = new Event();
        chosen.item = wrong.getItem(0);
        wrong.notifyListeners(SWT.Selection, chosen);
        Button together = Screen.findVisible(Button.class, one -> one.getText().equals("&One place"));
        Canvas faces = Screen.find(together.getParent(), Canvas.class, one -> one.getClass() == Canvas.class);
        Pump.until("the faces are drawn", () -> colours(faces) > 100);
        Event space = new Event();
        space.character = ' ';
        faces.notifyListeners(SWT.KeyDown, space);
        assertTrue(together.getSelection());
        key(wrong, 's');
        Pump.until("the verdict is shown", () -> wrong.getItem(0).getText(3).equals("wrong"));
        assertEquals(1, verdictLines(verdicts));
        key(wrong, SWT.DEL);
        Pump.until("it is taken back", () -> wrong.getItem(0).getText(3).isEmpty());
        assertEquals(0, verdictLines(verdicts));
        Files.delete(verdicts);
    }

    private static void key(Table table, char character) {
        Event key = new Event();
        key.character = character;
        table.notifyListeners(SWT.KeyDown, key);
    }

    private static long verdictLines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("same\t"))
                .count();
    }

    /** How many colours a canvas shows. */
    private static long colours(Canvas canvas) {
        Rectangle area = canvas.getDisplay().map(canvas, null, canvas.getClientArea());
        ImageData picture = Screen.picture(area);
        return IntStream.range(0, picture.width * picture.height)
                .map(i -> picture.getPixel(i % picture.width, i / picture.width))
                .distinct()
                .count();
    }

    private static double percent(String text) {
        return Double.parseDouble(text.split(" ")[0]);
    }

    private static ChartCanvas chart(String title) {
        return Screen.findVisible(ChartCanvas.class, one -> one.model().title().equals(title));
    }
}
