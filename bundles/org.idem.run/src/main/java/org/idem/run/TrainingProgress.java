package org.idem.run;

/**
 * How far a training is, and how fast it goes.
 *
 * @param step optimizer steps done
 * @param totalSteps steps that the whole run has, 0 when not yet known
 * @param epoch epochs done
 * @param epochs epochs that the whole run has, 0 when not yet known
 * @param etaSeconds seconds left, NaN when not known
 * @param imagesPerSecond recent speed over all ranks, NaN when not known
 */
public record TrainingProgress(
        long step, long totalSteps, int epoch, int epochs, double etaSeconds, double imagesPerSecond) {
    /** Nothing is done and nothing is known. */
    public static final TrainingProgress NONE = new TrainingProgress(0, 0, 0, 0, Double.NaN, Double.NaN);

    /** Returns the steps done as a part of all, in [0, 1]; 0 when the total is not known. */
    public double fraction() {
        return totalSteps <= 0 ? 0 : Math.max(0, Math.min(1, (double) step / totalSteps));
    }

    /** Returns the same position without a speed: what a process begins with that goes on where another ended. */
    public TrainingProgress withoutSpeed() {
        return new TrainingProgress(step, totalSteps, epoch, epochs, Double.NaN, Double.NaN);
    }

    /** Returns the same with no time left. */
    TrainingProgress ended() {
        return new TrainingProgress(step, totalSteps, epoch, epochs, 0, imagesPerSecond);
    }
}
