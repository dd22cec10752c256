package org.idem.run.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Finds logs of others below paths: one for each folder of event files, and each log or table. */
final class ForeignLogs {
    private static final int DEEPEST = 8;
    private static final int MOST = 100_000;
    private static final int LONGEST_HEADING = 1 << 16;
    private static final int LINES_LOOKED_AT = 2000;

    private ForeignLogs() {}

    /**
     * A log.
     *
     * @param place the folder of event files, or the file
     * @param files its files, sorted
     */
    record Log(Path place, List<Path> files) {}

    /** Logs at or below a path, sorted. */
    static List<Log> find(Path path) {
        if (!Files.exists(path)) {
            throw new InputException(
                    Problem.error(path, "", "There is nothing at this path", "name a log or a folder"));
        }
        if (Files.isRegularFile(path)) {
            return List.of(new Log(path, List.of(path)));
        }
        Map<Path, List<Path>> found = new TreeMap<>();
        try {
            Files.walkFileTree(path, java.util.Set.of(), DEEPEST, new Finder(found));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look through " + path, e);
        }
        List<Log> logs = new ArrayList<>();
        found.forEach((place, files) ->
                logs.add(new Log(place, files.stream().sorted().toList())));
        return logs;
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Map<Path, List<Path>> found;
        private int seen;

        Finder(Map<Path, List<Path>> found) {
            this.found = found;
        }

        /** Runs of our own have event files too. */
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean own = Files.isRegularFile(folder.resolve("metrics").resolve("log.bin"));
            return own ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (attributes.isRegularFile() && EventFileReader.isOne(file)) {
                found.computeIfAbsent(file.getParent(), folder -> new ArrayList<>())
                        .add(file);
            } else if (attributes.isRegularFile() && isLog(file, name)) {
                found.put(file, List.of(file));
            }
            return ++seen > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        /** Folders have tables of other things too. */
        private static boolean isLog(Path file, String name) {
            if (!name.endsWith(".csv")) {
                return name.equals("training.log") || name.endsWith("workerlog.0");
            }
            try (InputStream in = Files.newInputStream(file)) {
                String head = new String(in.readNBytes(LONGEST_HEADING), StandardCharsets.UTF_8);
                return CsvReader.isOne(head.lines().findFirst().orElse(""));
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** The values of a log by run; one run has the empty name. */
    static Map<String, ForeignMetrics> read(Log log) throws IOException {
        ForeignMetrics metrics = new ForeignMetrics();
        Path first = log.files().get(0);
        if (EventFileReader.isOne(first)) {
            for (Path file : log.files()) {
                EventFileReader.read(file, metrics);
            }
            return Map.of("", metrics);
        }
        if (first.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return CsvReader.read(first);
        }
        switch (kind(first)) {
            case "arcface" -> ArcfaceLogReader.read(first, metrics);
            case "plsc" -> PlscLogReader.read(first, metrics);
            default -> throw new InputException(Problem.error(
                    first,
                    "",
                    "This is no log that is known",
                    "name an event file, a .csv, a training.log of arcface_torch or a log of PLSC"));
        }
        return Map.of("", metrics);
    }

    private static String kind(Path file) throws IOException {
        String[] kind = {""};
        int[] lines = {0};
        TextLines.read(file, line -> {
            if (kind[0].isEmpty() && lines[0]++ < LINES_LOOKED_AT) {
                kind[0] = ArcfaceLogReader.isOne(line) ? "arcface" : PlscLogReader.isOne(line) ? "plsc" : "";
            }
        });
        return kind[0];
    }
}
