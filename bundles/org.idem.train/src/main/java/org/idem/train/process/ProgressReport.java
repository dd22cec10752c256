package org.idem.train.process;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one worker is.
 *
 * @param worker number among the workers of all processes
 * @param step the step that it is in, from 0; {@link WorkerProgress#NO_STEP} in none
 * @param stepsDone steps that it has taken in this process
 * @param operations collective operations that it has begun
 * @param waits whether it is in one of them
 * @param idleSeconds since it last began or ended anything
 * @param slowestMillis what its slowest step but the first took, 0 before the second is done
 */
record ProgressReport(
        int worker, long step, long stepsDone, long operations, boolean waits, long idleSeconds, long slowestMillis) {
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}( -?\\d{1,18}){6}");

    /** Those that others wait for come first: they have begun the fewest operations, and are in none. */
    static final Comparator<ProgressReport> LAST_FIRST = Comparator.comparingLong(ProgressReport::operations)
            .thenComparing(ProgressReport::waits)
            .thenComparing(Comparator.comparingLong(ProgressReport::idleSeconds).reversed())
            .thenComparingInt(ProgressReport::worker);

    /** The worker that the others of a process wait for, with the slowest step of them all; empty without workers. */
    static Optional<ProgressReport> last(List<WorkerProgress> workers) {
        List<ProgressReport> all = workers.stream().map(WorkerProgress::look).toList();
        long slowest =
                all.stream().mapToLong(ProgressReport::slowestMillis).max().orElse(0);
        return all.stream().min(LAST_FIRST).map(last -> last.withSlowest(slowest));
    }

    private ProgressReport withSlowest(long millis) {
        return new ProgressReport(worker, step, stepsDone, operations, waits, idleSeconds, millis);
    }

    boolean isInStep() {
        return step != WorkerProgress.NO_STEP;
    }

    /** As a line of numbers. */
    String format() {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %d",
                worker,
                step,
                stepsDone,
                operations,
                waits ? 1 : 0,
                idleSeconds,
                slowestMillis);
    }

    /** What such a line says; empty if it is none. */
    static Optional<ProgressReport> parse(String line) {
        if (!NUMBERS.matcher(line).matches()) {
            return Optional.empty();
        }
        String[] words = line.split(" ");
        return Optional.of(new ProgressReport(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                words[4].equals("1"),
                Long.parseLong(words[5]),
                Long.parseLong(words[6])));
    }
}
