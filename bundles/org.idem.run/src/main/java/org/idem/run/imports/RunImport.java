package org.idem.run.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.run.Heartbeat;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/**
 * Makes runs of logs that other programs wrote, so that earlier experiments are listed, drawn and compared as one's own. A
 * log that is a run already is not taken again; the log itself is left as it is.
 */
public final class RunImport {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FILE = "import.json";
    private static final int LONGEST = 1 << 20;

    private final Path runs;
    private final Clock clock;
    /** Runs that were imported before, by what they were made of. */
    private final Map<String, RunDirectory> known = new HashMap<>();

    private RunImport(Path runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Imports logs.
     *
     * @param paths event files, tables, logs, or folders to look for event files and logs in and below
     * @param runs folder that gets the runs; made when missing
     * @param name what to call them; empty for the names of their folders or files
     * @return one for each run, in the order of the paths
     * @throws InputException if there is nothing to import, or a file that is named is no log
     * @throws UncheckedIOException if a log cannot be read, or a run not written
     */
    public static List<ImportedRun> of(List<Path> paths, Path runs, String name, Clock clock, Progress progress) {
        RunImport work = new RunImport(runs, clock);
        work.findKnown();
        List<ForeignLogs.Log> logs =
                paths.stream().flatMap(path -> ForeignLogs.find(path).stream()).toList();
        List<ImportedRun> imported = new ArrayList<>();
        for (ForeignLogs.Log log : logs) {
            progress.checkCancelled();
            progress.report((double) imported.size() / logs.size(), () -> "Importing " + log.place());
            imported.addAll(work.take(log, name));
        }
        if (imported.isEmpty()) {
            throw new InputException(Problem.error(
                    paths.isEmpty() ? null : paths.get(0),
                    "",
                    "There is no log here that has values",
                    "name event files, .csv tables, training.log files, or folders that have some"));
        }
        return imported;
    }

    private void findKnown() {
        if (!Files.isDirectory(runs)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
            for (Path folder : folders) {
                Path file = folder.resolve(FILE);
                if (Files.isRegularFile(file)) {
                    JsonNode node = MAPPER.readTree(BoundedFiles.readAllBytes(file, LONGEST));
                    known.put(node.path("sha256").asText() + node.path("part").asText(), RunDirectory.open(folder));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look through " + runs, e);
        }
    }

    private List<ImportedRun> take(ForeignLogs.Log log, String name) {
        try {
            String hash = sha256(log.files());
            List<ImportedRun> taken = new ArrayList<>();
            for (Map.Entry<String, ForeignMetrics> part : ForeignLogs.read(log).entrySet()) {
                ForeignMetrics metrics = part.getValue();
                RunDirectory before = known.get(hash + part.getKey());
                if (metrics.points() > 0) {
                    RunDirectory run = before == null ? write(log, part.getKey(), metrics, hash, name) : before;
                    taken.add(new ImportedRun(
                            run,
                            log.place().toString(),
                            metrics.tags(),
                            metrics.points(),
                            metrics.skipped(),
                            before != null));
                }
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log.place(), e);
        }
    }

    private RunDirectory write(ForeignLogs.Log log, String part, ForeignMetrics metrics, String hash, String name)
            throws IOException {
        double written = Files.getLastModifiedTime(log.files().get(0)).toMillis() / 1000.0;
        Instant began = instant(metrics.begin(written));
        Instant ended = instant(metrics.end(written));
        RunDirectory run = RunDirectory.create(runs, name(log, part, name), Clock.fixed(began, ZoneId.systemDefault()));
        try {
            try (MetricLog.Writer writer = run.openMetrics()) {
                metrics.write(writer, written);
            }
            run.writeEnvironment(
                    Map.of("imported_from", log.place().toAbsolutePath().toString()));
            long step = metrics.lastStep();
            TrainingProgress progress = new TrainingProgress(step, step, 0, 0, 0, Double.NaN);
            run.writeStatus(new RunStatus(
                    RunStatus.State.DONE,
                    new Heartbeat(0, "", began, ended),
                    progress,
                    "Imported from " + log.place()));
            ObjectNode node = MAPPER.createObjectNode();
            node.put("source", log.place().toAbsolutePath().toString());
            node.put("part", part);
            node.put("sha256", hash);
            node.put("imported", clock.instant().toString());
            AtomicFiles.write(run.path().resolve(FILE), MAPPER.writeValueAsString(node));
            known.put(hash + part, run);
            return run;
        } catch (IOException | RuntimeException e) {
            // Half a run would be taken for a whole one.
            AtomicFiles.deleteTree(run.path());
            throw e;
        }
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli((long) (1000 * seconds));
    }

    private static String name(ForeignLogs.Log log, String part, String name) {
        if (!name.isEmpty()) {
            return part.isEmpty() ? name : name + "-" + part;
        }
        if (!part.isEmpty()) {
            return part;
        }
        Path place = log.place().toAbsolutePath().normalize();
        String file =
                place.getFileName() == null ? "imported" : place.getFileName().toString();
        boolean telling = Files.isDirectory(place) || file.endsWith(".csv");
        Path parent = place.getParent();
        return telling || parent == null || parent.getFileName() == null
                ? file.replaceAll("\\.csv$", "")
                : parent.getFileName().toString();
    }

    private static String sha256(List<Path> files) throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Path file : files) {
            BoundedFiles.requireRegular(file);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] piece = new byte[1 << 16];
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    digest.update(piece, 0, count);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
