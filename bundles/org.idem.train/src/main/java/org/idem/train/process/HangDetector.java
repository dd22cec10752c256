package org.idem.train.process;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a worker that stands still in a step while its process lives. All workers begin the same collective operations in
 * the same order, so that the one that all wait for is the one that has begun the fewest. It hangs when it has done nothing for
 * longer than {@link #LIMIT} and than {@link #SLOWEST_STEPS} of the slowest step so far. The first two
 * steps, saving and verifying may take as long as they take.
 */
final class HangDetector {
    /** What any step may take, so that a disk or a machine that is busy for a while is forgiven. */
    static final Duration LIMIT = Duration.ofSeconds(60);
    /** How many times the slowest step so far a step may take. */
    static final int SLOWEST_STEPS = 10;

    private final Duration limit;

    /** With another limit than {@link #LIMIT}. */
    HangDetector(Duration limit) {
        this.limit = limit;
    }

    /**
     * A rank that hangs.
     *
     * @param rank number of its process
     * @param what what its worker does, the end of a sentence that begins with the rank
     */
    record Hang(int rank, String what) {}

    /**
     * Looks for one that hangs.
     *
     * @param reports of the worker that the others wait for, by number of the process; without those that have not told yet
     */
    Optional<Hang> find(Map<Integer, ProgressReport> reports) {
        Duration patience = patience(reports.values());
        boolean allWait = reports.values().stream().allMatch(ProgressReport::waits)
                && reports.values().stream()
                                .mapToLong(ProgressReport::operations)
                                .distinct()
                                .count()
                        == 1;
        return reports.entrySet().stream()
                .min(Map.Entry.<Integer, ProgressReport>comparingByValue(ProgressReport.LAST_FIRST)
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .filter(last -> hangs(last.getValue(), patience))
                .map(last -> new Hang(last.getKey(), describe(last.getValue(), allWait)));
    }

    private Duration patience(Collection<ProgressReport> reports) {
        long slowest =
                reports.stream().mapToLong(ProgressReport::slowestMillis).max().orElse(0);
        Duration steps = Duration.ofMillis(slowest).multipliedBy(SLOWEST_STEPS);
        return steps.compareTo(limit) > 0 ? steps : limit;
    }

    private static boolean hangs(ProgressReport last, Duration patience) {
        return last.isInStep() && last.stepsDone() > 1 && last.idleSeconds() > patience.toSeconds();
    }

    private static String describe(ProgressReport last, boolean allWait) {
        return String.format(
                Locale.ROOT,
                "hangs: worker %d %s in step %d for %d s; the slowest step until then took %.1f s",
                last.worker(),
                allWait ? "waits for all others, as they do for it," : "has done nothing",
                last.step() + 1,
                last.idleSeconds(),
                last.slowestMillis() / 1e3);
    }
}
