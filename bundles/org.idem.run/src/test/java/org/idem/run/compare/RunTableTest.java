package org.idem.run.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.query.RunRecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {
    @TempDir
    Path folder;

    private void run(String name, String model, double rate, double... accuracies) throws Exception {
        RunDirectory run = RunDirectory.create(folder, name, Clock.systemUTC());
        Files.writeString(
                run.configFile(),
                "Model:\n  name: " + model + "\nLRScheduler:\n  learning_rate: " + rate + "\nGlobal:\n  epochs: 2\n");
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int i = 0; i < accuracies.length; i++) {
                writer.add(i, i, Map.of("eval/lfw/accuracy", accuracies[i]));
            }
        }
    }

    private RunTable table() throws Exception {
        run("a", "R50", 0.1, 0.9, 0.8);
        run("b", "R100", 0.2, 0.7, 0.95);
        run("c", "R50", 0.2);
        RunTable table = RunTable.of(new RunRecordReader(folder, Clock.systemUTC()).readAll());
        return new RunTable(table.runs(), table.columns());
    }

    private static int row(RunTable table, String name) {
        return table.runs().stream().map(RunTable.Row::name).toList().indexOf(name);
    }

    @Test
    void columnsAreWhatDiffersAndWhatCameOut() throws Exception {
        RunTable table = table();
        assertEquals(
                List.of("Model.name", "LRScheduler.learning_rate", "best:eval/lfw/accuracy", "last:eval/lfw/accuracy"),
                table.columns().stream().map(RunTable.Column::id).toList());
        RunTable.Column model = table.columns(List.of("Model.name")).get(0);
        assertEquals(List.of("R100", "R50"), model.words());
        assertEquals(1, model.place(row(table, "a")));
        RunTable.Column last = table.columns(List.of("last:eval/lfw/accuracy")).get(0);
        assertArrayEquals(
                new double[] {0.8, 0.95}, new double[] {last.place(row(table, "a")), last.place(row(table, "b"))});
        assertTrue(Double.isNaN(last.place(row(table, "c"))), "it never verified");
        assertEquals(
                List.of("best:eval/lfw/accuracy"),
                table.columns().stream()
                        .filter(RunTable.Column::isAccuracy)
                        .map(RunTable.Column::id)
                        .toList());
    }

    @Test
    void theBestOfAResultIsSetOffAlsoAmongSome() throws Exception {
        RunTable table = table();
        List<RunTable.Column> chosen = table.columns(List.of("LRScheduler.learning_rate", "best:eval/lfw/accuracy"));
        String latex =
                table.text(List.of(row(table, "c"), row(table, "b")), chosen).booktabs();
        assertTrue(latex.contains("b & 0.2 & \\textbf{0.95000}"), latex);
        assertTrue(latex.contains("c & 0.2 & --"), latex);
    }
}
