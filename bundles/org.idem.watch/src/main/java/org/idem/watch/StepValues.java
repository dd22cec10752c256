package org.idem.watch;

/** What a run's channels hold for one optimizer step, while it trains or long after. */
public interface StepValues {
    /** Number of the step, from 1; ascending from one to the next that a rule sees. */
    long step();

    /**
     * The value of a channel at this step.
     *
     * @param tag one of {@link org.idem.run.MetricTags}, or any other tag of the run's metric log
     * @return the value as it was logged, NaN where the step has none
     */
    double value(String tag);
}
