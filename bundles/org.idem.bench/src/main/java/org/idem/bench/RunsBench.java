package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.idem.core.AtomicFiles;
import org.idem.protocol.JsonLines;
import org.idem.run.query.RunColumns;
import org.idem.run.query.RunQuery;
import org.idem.run.query.RunRecord;
import org.idem.run.query.RunRecordReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A table of very many runs: opened for the first time, opened again, looked at while one grows, filtered. */
@Command(
        name = "runs",
        description = "A table of many runs: opening, following, filtering.",
        mixinStandardHelpOptions = true)
final class RunsBench implements Callable<Integer> {
    private static final List<String> QUERIES = List.of(
            "lr<0.05", "loss.best<2 and Model.name=IResNet50", "state=done and Extra.key_250>500", "name~\"run-9.*7\"");

    @Option(names = "--runs", defaultValue = "10000", description = "Number of runs (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--columns", defaultValue = "500", description = "Config keys of each (${DEFAULT-VALUE}).")
    private int columns;

    @Option(names = "--steps", defaultValue = "100", description = "Rows in the log of each (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of what is repeated (${DEFAULT-VALUE}).")
    private int rounds;

    private final PrintStream out = System.out;
    private Path folder;

    @Override
    public Integer call() throws IOException {
        folder = Files.createTempDirectory("idem-bench-runs");
        try {
            SampleRuns sample = new SampleRuns(folder, columns, steps);
            for (int i = 0; i < runs; i++) {
                sample.write(i);
            }
            RunRecordReader first = reader();
            measure("first names and states", 1, () -> first.scan(Duration.ZERO).size());
            measure("first with all details", 1, () -> first.readAll().size());
            measure("open", rounds, () -> reader().scan(Duration.ZERO).size());
            RunRecordReader known = reader();
            List<RunRecord> all = known.readAll();
            measure("look again", rounds, () -> known.scan(Duration.ZERO).size());
            measure("one has grown", rounds, () -> {
                sample.grow(runs / 2);
                return known.scan(Duration.ofDays(1)).size();
            });
            for (String query : QUERIES) {
                RunQuery condition = RunQuery.parse(query);
                measure("filter: " + query, rounds, () -> (int) all.stream()
                        .filter(one -> condition.matches(new RunColumns(one)))
                        .count());
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        return 0;
    }

    private RunRecordReader reader() {
        return new RunRecordReader(folder, Clock.systemUTC());
    }

    private void measure(String what, int times, IntSupplier work) {
        Timings timings = null;
        int result = 0;
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            result = work.getAsInt();
            Timings once = Timings.once((System.nanoTime() - began) / 1e6);
            timings = timings == null ? once : timings.and(once);
        }
        if (timings == null) {
            throw new UncheckedIOException(new IOException("nothing was measured"));
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "runs");
        line.put("what", what);
        line.put("runs", result);
        line.put("milliseconds", Timings.rounded(timings.median()));
        out.println(JsonLines.format(line));
    }
}
