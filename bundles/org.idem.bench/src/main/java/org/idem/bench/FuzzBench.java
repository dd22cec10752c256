package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.bench.fuzz.FuzzTargets;
import org.idem.core.AtomicFiles;
import org.idem.fuzz.Finding;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.Fuzzer;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Damaged files for every reader; ends with 1 if one answers as it may not. */
@Command(name = "fuzz", description = "Damaged files for every reader.", mixinStandardHelpOptions = true)
final class FuzzBench implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "10000", description = "Damaged files a reader (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the damages (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--only", defaultValue = "", description = "Readers whose name begins so (all).")
    private String only;

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Where files that a reader fell over are kept.")
    private Path keep;

    @Override
    public Integer call() throws IOException {
        int found = 0;
        List<FuzzTarget> targets = FuzzTargets.all().stream()
                .filter(target -> target.name().startsWith(only))
                .toList();
        for (FuzzTarget target : targets) {
            found += run(target).size();
        }
        return found == 0 ? 0 : 1;
    }

    private List<Finding> run(FuzzTarget target) throws IOException {
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("idem-fuzz");
        try {
            long began = System.nanoTime();
            List<Finding> findings = new Fuzzer(folder, seed).run(target, rounds);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bench", "fuzz");
            line.put("reader", target.name());
            line.put("rounds", rounds);
            line.put("seconds", Timings.rounded((System.nanoTime() - began) / 1e9));
            line.put("findings", findings.stream().map(Finding::toString).toList());
            out.println(JsonLines.format(line));
            findings.forEach(this::keep);
            return findings;
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private void keep(Finding finding) {
        if (keep == null) {
            return;
        }
        Path folder = keep.resolve(finding.target() + "-" + seed + "-" + finding.round());
        finding.files().forEach((name, bytes) -> {
            try {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.write(folder.resolve(name), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot keep " + folder.resolve(name), e);
            }
        });
    }
}
