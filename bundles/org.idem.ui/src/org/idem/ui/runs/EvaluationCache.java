package org.idem.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;

/**
 * The evaluations of runs and of other models, each parsed once: those of a folder are read again only after it has
 * changed. Thread-safe.
 */
public final class EvaluationCache {
    /** A folder may change twice within the same tick of its time stamp. */
    private static final Duration TOO_FRESH = Duration.ofSeconds(2);

    private record Known(FileTime modified, List<Evaluation> evaluations) {}

    private final Map<Path, Known> known = new HashMap<>();
    private final Function<Path, List<Evaluation>> store;

    /** Nothing known yet. */
    public EvaluationCache() {
        this(EvaluationStore::readFolder);
    }

    /** Parses evaluations with {@code store}. */
    EvaluationCache(Function<Path, List<Evaluation>> store) {
        this.store = store;
    }

    /** Every evaluation in a folder of evaluations, by set and ascending step; none where there is no such folder. */
    public synchronized List<Evaluation> read(Path folder) {
        FileTime modified = modified(folder);
        Known before = known.get(folder);
        if (before != null && modified.equals(before.modified)) {
            return before.evaluations;
        }
        List<Evaluation> now = List.copyOf(store.apply(folder));
        if (modified.toInstant().isBefore(Instant.now().minus(TOO_FRESH))) {
            known.put(folder, new Known(modified, now));
        } else {
            known.remove(folder);
        }
        return now;
    }

    private static FileTime modified(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
