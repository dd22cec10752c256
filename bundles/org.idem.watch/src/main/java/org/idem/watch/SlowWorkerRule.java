package org.idem.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/** One worker that all others wait for, always the same one. Said once for each that becomes so. */
final class SlowWorkerRule implements Rule {
    private static final double MUCH = 0.25;
    private static final double MOSTLY = 0.8;
    private static final int WINDOWS = 5;

    private final double[] skews;
    private final int[] slowest;
    private int size;
    private int told = -1;

    /** @param window steps to sum up, of which it takes several */
    SlowWorkerRule(int window) {
        skews = new double[WINDOWS * window];
        slowest = new int[skews.length];
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        double skew = values.value(MetricTags.WORKER_SKEW);
        double worker = values.value(MetricTags.SLOWEST_WORKER);
        if (!Double.isFinite(skew) || !Double.isFinite(worker)) {
            return Optional.empty();
        }
        skews[size] = skew;
        slowest[size++] = (int) worker;
        if (size < skews.length) {
            return Optional.empty();
        }
        size = 0;
        return complete(values.step());
    }

    private Optional<Finding> complete(long step) {
        int[] sorted = slowest.clone();
        Arrays.sort(sorted);
        int usual = sorted[sorted.length / 2];
        long its = Arrays.stream(slowest).filter(one -> one == usual).count();
        double skew = new Series(skews.clone()).median();
        boolean slow = skew >= MUCH && its >= MOSTLY * slowest.length;
        boolean tell = slow && told != usual;
        told = slow ? usual : -1;
        return tell
                ? Optional.of(new Finding(
                        step,
                        Kind.SLOW_WORKER,
                        String.format(
                                Locale.ROOT,
                                "worker %d takes %.0f %% longer than the usual one, and all others wait for it; look at"
                                        + " its card, its processor's load and its disk",
                                usual,
                                100 * skew)))
                : Optional.empty();
    }
}
