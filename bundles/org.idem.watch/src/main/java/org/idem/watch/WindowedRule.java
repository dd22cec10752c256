package org.idem.watch;

import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/** A rule that looks at windows of steps rather than at single ones. */
final class WindowedRule implements Rule {
    private final Kind kind;
    private final double peakRate;
    private final WindowBuilder builder;
    private final Detector detector;

    /** Says what is wrong with a run, window by window. */
    interface Detector {
        /** Takes a window; says what is wrong, if it just became so. */
        Optional<String> add(Window window);
    }

    WindowedRule(Kind kind, RuleContext context, Detector detector) {
        this.kind = kind;
        this.peakRate = context.peakRate();
        this.builder = new WindowBuilder(context.limits().window());
        this.detector = detector;
    }

    /** Where rates are not known the network counts as pushed. */
    private double share(StepValues values) {
        return Double.isNaN(peakRate) ? 1 : values.value(MetricTags.LEARNING_RATE) / peakRate;
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        Window complete = builder.add(
                values.step(), values.value(MetricTags.LOSS), values.value(MetricTags.GRADIENT_NORM), share(values));
        return complete == null
                ? Optional.empty()
                : detector.add(complete).map(message -> new Finding(values.step(), kind, message));
    }
}
