package org.idem.watch;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * A training that waits for its images for a good part of its time, window after window. The first windows do not count:
 * caches are cold then. Said once, and again only after it had not waited.
 */
final class StarvationRule implements Rule {
    private static final int COLD = 2;
    private static final int PATIENCE = 5;
    private static final double MUCH = 0.3;
    private static final double LITTLE = 0.15;

    private final TagWindow shares;
    private int windows;
    private int starved;
    private boolean told;

    /** @param window steps to sum up */
    StarvationRule(int window) {
        shares = new TagWindow(window);
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        double share = values.value(MetricTags.DATA_WAIT) / values.value(MetricTags.STEP_SECONDS);
        OptionalDouble usual = shares.add(share);
        if (usual.isEmpty() || ++windows <= COLD) {
            return Optional.empty();
        }
        starved = usual.getAsDouble() >= MUCH ? starved + 1 : 0;
        told = told && usual.getAsDouble() > LITTLE;
        if (told || starved < PATIENCE) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(new Finding(
                values.step(),
                Kind.DATA_STARVATION,
                String.format(
                        Locale.ROOT,
                        "a step waits for its images for %.0f %% of its time: more threads that load them"
                                + " (DataLoader.Train.loader.num_workers), cheaper transforms or a faster disk help",
                        100 * usual.getAsDouble())));
    }
}
