package org.idem.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;

/**
 * The evaluations of runs, each parsed once: a run's are read again only after its folder of evaluations has changed.
 * Thread-safe.
 */
public final class EvaluationCache {
    /** A folder may change twice within the same tick of its time stamp. */
    private static final Duration TOO_FRESH = Duration.ofSeconds(2);

    private record Known(FileTime modified, List<Evaluation> evaluations) {}

    private final Map<RunDirectory, Known> known = new HashMap<>();
    private final Function<RunDirectory, List<Evaluation>> store;

    /** Nothing known yet. */
    public EvaluationCache() {
        this(EvaluationStore::read);
    }

    /** Parses evaluations with {@code store}. */
    EvaluationCache(Function<RunDirectory, List<Evaluation>> store) {
        this.store = store;
    }

    /** Every evaluation of a run, by set and ascending step. */
    public synchronized List<Evaluation> read(RunDirectory run) {
        FileTime modified = modified(run);
        Known before = known.get(run);
        if (before != null && modified.equals(before.modified)) {
            return before.evaluations;
        }
        List<Evaluation> now = List.copyOf(store.apply(run));
        if (modified.toInstant().isBefore(Instant.now().minus(TOO_FRESH))) {
            known.put(run, new Known(modified, now));
        } else {
            known.remove(run);
        }
        return now;
    }

    private static FileTime modified(RunDirectory run) {
        try {
            return Files.getLastModifiedTime(run.eval());
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
