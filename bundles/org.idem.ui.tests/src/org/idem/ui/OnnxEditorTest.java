package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IResource;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.ide.IDE;
import org.idem.core.AtomicFiles;
import org.idem.metrics.KFold;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Roc;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;
import org.idem.ui.start.PathOpener;
import org.idem.verify.onnx.CardThreshold;
import org.idem.verify.onnx.CardThresholds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The editor of a model file: all that the file says of itself, and what can be done with it. */
@ExtendWith(LoggedErrors.class)
class OnnxEditorTest {
    private Workplace workplace;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open();
        Path models = workplace.sample().path().resolve("models");
        file = SampleModel.write(models.resolve("faces.onnx"), notes());
        Files.writeString(models.resolve("model-card.md"), "# faces.onnx\n\nA card.\n");
    }

    @AfterEach
    void close() {
        workplace.show(Ids.EXPERIMENTS);
        AtomicFiles.deleteTree(file.getParent());
        AtomicFiles.deleteTree(workplace.sample().path().resolve("eval"));
    }

    private Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("channel_order", "BGR");
        notes.put("mean", "0.5");
        notes.put("std", "0.5");
        notes.put("run", workplace.run("finished").name());
        notes.put("config", "Global:\n  epochs: 2\n");
        notes.put(
                CardThresholds.TABLE,
                CardThresholds.format(
                        List.of(new CardThreshold("lfw", 1e-3, 0.25, 0.2, 0.3, 0.9, 0.8, 0.95, 3, 6000))));
        notes.put(
                "proof",
                "{\"crops\":256,\"min_cosine\":0.9999999,\"tar_change\":[{\"set\":\"lfw\",\"far\":0.001,\"trained\":0.91,"
                        + "\"exported\":0.905,\"change\":-0.005,\"low\":-0.01,\"high\":0.001}]}");
        return notes;
    }

    private void openFile() {
        new PathOpener(workplace.page().getWorkbenchWindow()).open(List.of(file));
        Pump.until(
                "the model is open",
                () -> workplace.page().getActiveEditor() != null
                        && workplace.page().getActiveEditor().getTitle().equals("faces.onnx"));
        assertEquals(
                Ids.ONNX_EDITOR, workplace.page().getActiveEditor().getSite().getId());
    }

    @Test
    void theOverviewTellsWhatAFaceHasToBeMadeLike() {
        openFile();
        assertEquals(List.of("Conv | 2", "PRelu | 1"), Screen.rows(Screen.table("Operator", 2)));
        assertEquals(
                List.of("input | input | float32 | [N, 3, 112, 112]", "output | embedding | float32 | [N, 512]"),
                Screen.rows(Screen.table("Shape", 2)));
        assertShown("blue, green, red");
        assertShown("(sample / 255 − 0.5) / 0.5");
        Label figures = Screen.findVisible(Label.class, one -> one.getText().contains("opset 17"));
        assertTrue(figures.getText().contains("6 parameters (float32)  ·  3 nodes"), figures.getText());
    }

    private static void assertShown(String value) {
        Pump.forValue(
                value + " is shown",
                () -> Screen.findVisible(Text.class, one -> one.getText().equals(value)));
    }

    @Test
    void thresholdsProofProvenanceAndCardHaveTheirPages() {
        openFile();
        Screen.turnTo("Thresholds", "Proof");
        assertEquals(
                List.of("lfw | 1e-3 | 0.2500 | 0.2000 – 0.3000 | 1.5000 | 75.52° | 0.9000 | 0.8000 – 0.9500 | 3 |"
                        + " 6,000"),
                Screen.rows(Screen.table("Cosine", 1)));
        Screen.turnTo("Proof", "Thresholds");
        assertEquals(List.of("Pictures | 256", "Least cosine | 0.9999999"), Screen.rows(Screen.table("Property", 2)));
        assertEquals(
                List.of("lfw | 1e-3 | 0.9100 | 0.9050 | -0.0050 | -0.0100 … +0.0010"),
                Screen.rows(Screen.table("Change", 1)));
        Screen.turnTo("Provenance", "Proof");
        assertEquals(List.of("run | " + workplace.run("finished").name()), Screen.rows(Screen.table("Property", 1)));
        StyledText config =
                Screen.findVisible(StyledText.class, one -> one.getText().startsWith("Global:"));
        assertEquals("Global:\n  epochs: 2\n", config.getText());
        Screen.turnTo("Card", "Proof");
        assertEquals(
                "# faces.onnx\n\nA card.\n",
                Screen.findVisible(StyledText.class, one -> one.getText().startsWith("#"))
                        .getText());
    }

    @Test
    void itOpensFromTheExplorerAndLeadsToItsRun() throws Exception {
        workplace.file("configs/wrong.yaml").getProject().refreshLocal(IResource.DEPTH_INFINITE, null);
        IDE.openEditor(workplace.page(), workplace.file("models/faces.onnx"));
        assertEquals(
                Ids.ONNX_EDITOR, workplace.page().getActiveEditor().getSite().getId());
        ToolItem run = Pump.forValue("the run is offered", () -> {
            ToolItem item = item("Open Run");
            return item != null && item.isEnabled() ? item : null;
        });
        run.notifyListeners(SWT.Selection, new Event());
        assertEquals(
                Ids.RUN_EDITOR, workplace.page().getActiveEditor().getSite().getId());
    }

    @Test
    void verifyAsksForASetOfPairs() {
        openFile();
        Pump.until(
                "the model is read",
                () -> item("Verify…") != null && item("Verify…").isEnabled());
        boolean[] offered = {false};
        Dialogs.during(
                "Verify faces.onnx",
                shell -> {
                    offered[0] =
                            Screen.find(shell, Combo.class, one -> one.getText().endsWith("verify.bin")) != null;
                    assertEquals(null, Screen.find(shell, Combo.class, one -> one.getText()
                            .equals("latest")));
                },
                () -> item("Verify…").notifyListeners(SWT.Selection, new Event()));
        assertTrue(offered[0]);
    }

    @Test
    void whatWasVerifiedIsListedAmongTheEvaluationsAndOpens() {
        boolean[] same = {true, false, true, false, true, false, true, false, true, false};
        double[] cosines = {0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.9, 0.1, 0.8, 0.2};
        double[] distances = Arrays.stream(cosines).map(one -> 2 - 2 * one).toArray();
        float[] scores = {0.9f, 0.1f, 0.8f, 0.2f, 0.7f, 0.3f, 0.9f, 0.1f, 0.8f, 0.2f};
        EvaluationStore.write(
                workplace.sample().path().resolve("eval/faces"),
                new Evaluation(
                        "small",
                        workplace.sample().path().resolve("data/faces/verify.bin"),
                        0,
                        Instant.now(),
                        VerificationFigures.of(KFold.of(distances, same, 2), Roc.of(cosines, same), 0),
                        null),
                PairScores.of(scores, same));
        workplace.show(Ids.VERIFICATION);
        Table table = evaluation("small \\| \\d+\\.00 % \\|  \\| faces");
        table.setSelection(2);
        table.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until(
                "it is open",
                () -> workplace.page().getActiveEditor() != null
                        && workplace.page().getActiveEditor().getTitle().equals("small · faces"));
    }

    @Test
    void anEvaluationWithoutFoldsHasNoAccuracy() {
        boolean[] same = {true, false, true, false};
        double[] cosines = {0.9, 0.1, 0.8, 0.2};
        Roc roc = Roc.of(cosines, same);
        VerificationFigures figures = new VerificationFigures(
                Double.NaN, Double.NaN, 0.5, roc.auc(), roc.eer(), PairCounts.of(same, 0), roc.table());
        EvaluationStore.write(
                workplace.sample().path().resolve("eval/faces"),
                new Evaluation("IJBC", workplace.sample().path().resolve("IJBC"), 0, Instant.now(), figures, null),
                PairScores.of(new float[] {0.9f, 0.1f, 0.8f, 0.2f}, same));
        workplace.show(Ids.VERIFICATION);
        Table table = evaluation("IJBC \\| — \\|  \\| faces");
        table.setSelection(2);
        table.notifyListeners(SWT.DefaultSelection, new Event());
        Screen.table("95 % interval", 6);
        assertShown("0.00 %");
        Screen.turnTo("Pairs", "Summary");
        Pump.forValue(
                "why there are no faces",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("threshold of 0.5000")));
    }

    /** The view once its last line is this; it looks again after a while. */
    private static Table evaluation(String line) {
        return Pump.forValue(line + " is listed", () -> {
            Table table = Screen.findVisible(
                    Table.class,
                    one -> one.getColumnCount() == 4
                            && one.getItemCount() == 3
                            && one.getColumn(3).getText().equals("Run"));
            return table != null && Screen.rows(table).get(2).matches(line) ? table : null;
        });
    }

    @Test
    void whatIsNoModelSaysSo() throws IOException {
        Files.writeString(file, "no model at all");
        openFile();
        Pump.forValue(
                "the reason is shown",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("no ONNX file, or a damaged one")));
    }

    private static ToolItem item(String word) {
        ToolBar bar = Screen.findVisible(ToolBar.class, one -> find(one, word) != null);
        return bar == null ? null : find(bar, word);
    }

    private static ToolItem find(ToolBar bar, String word) {
        return Arrays.stream(bar.getItems())
                .filter(one -> one.getText().equals(word))
                .findFirst()
                .orElse(null);
    }
}
