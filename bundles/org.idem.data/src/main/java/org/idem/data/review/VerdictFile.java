package org.idem.data.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The verdicts on a set, in a text file beside it: a line for each, with verdict, kind, identities and keys apart by tabs.
 * Comments and lines that say something else stay. Every change reads the file again and replaces it whole, so that two
 * who decide at the same time lose nothing but a verdict on the same thing. Thread-safe.
 */
public final class VerdictFile {
    private static final String ENDING = ".verdicts.tsv";
    private static final long MOST_BYTES = 1L << 28;
    private static final String HEADER = "# Verdicts on %s: verdict, kind, identities, keys, apart by tabs\n";

    private final Path file;
    private final String setName;

    private VerdictFile(Path file, String setName) {
        this.file = file;
        this.setName = setName;
    }

    /** That of a set's file or folder. Nothing is read or made yet. */
    public static VerdictFile beside(Path set) {
        Path path = set.toAbsolutePath().normalize();
        String name = path.getFileName() == null ? "set" : path.getFileName().toString();
        return new VerdictFile(path.resolveSibling(name + ENDING), name);
    }

    /** Where the verdicts are, whether or not there are any. */
    public Path path() {
        return file;
    }

    /**
     * What was decided on each of the items that somebody decided on.
     *
     * @throws InputException if the file cannot be read
     */
    public synchronized Map<ReviewItem, Verdict> verdicts(List<ReviewItem> items) {
        Map<ReviewSubject, Verdict> filed = new LinkedHashMap<>();
        for (String line : lines()) {
            verdict(line).ifPresent(verdict -> subject(line).ifPresent(subject -> filed.put(subject, verdict)));
        }
        Map<ReviewItem, Verdict> verdicts = new LinkedHashMap<>();
        for (ReviewItem item : items) {
            Verdict verdict = filed.get(item.subject());
            if (verdict != null) {
                verdicts.put(item, verdict);
            }
        }
        return verdicts;
    }

    /**
     * Files a verdict in place of any other one on the same thing.
     *
     * @param verdict null takes the verdict back
     * @throws InputException if the file cannot be read
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void decide(ReviewItem item, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            if (subject(line).filter(item.subject()::equals).isEmpty()) {
                lines.add(line);
            }
        }
        if (verdict != null) {
            lines.add(verdict.word() + "\t" + item.subject().line());
        }
        String header = Files.exists(file) ? "" : HEADER.replace("%s", setName);
        StringBuilder text = new StringBuilder(header);
        lines.forEach(line -> text.append(line).append('\n'));
        AtomicFiles.write(file, text.toString());
    }

    private static Optional<Verdict> verdict(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? Optional.empty() : Verdict.of(line.substring(0, tab));
    }

    /** What a line with a verdict is about; empty for any other line. */
    private static Optional<ReviewSubject> subject(String line) {
        return verdict(line).flatMap(verdict -> ReviewSubject.parse(line.substring(line.indexOf('\t') + 1)));
    }

    private List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw unreadable("This is no list of verdicts");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable("It cannot be read: " + e.getMessage());
        }
    }

    private InputException unreadable(String message) {
        return new InputException(
                Problem.error(file, "", message, "Rename it, so that verdicts can be kept beside the set"));
    }
}
