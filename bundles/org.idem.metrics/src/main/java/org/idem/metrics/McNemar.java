package org.idem.metrics;

/**
 * McNemar's exact test (1947): whether two models that judged the same pairs are equally often right. Only the pairs that
 * they disagree about tell.
 *
 * @param pairs that both judged
 * @param onlyFirst pairs about which only the first model is right
 * @param onlySecond pairs about which only the second is right
 */
public record McNemar(int pairs, int onlyFirst, int onlySecond) {
    /** A difference that chance makes less often than this counts as one. */
    public static final double USUAL_LEVEL = 0.05;

    /** Counts where one model is right and the other is not. */
    public static McNemar of(boolean[] firstRight, boolean[] secondRight) {
        if (firstRight.length != secondRight.length) {
            throw new IllegalArgumentException(firstRight.length + " and " + secondRight.length + " verdicts");
        }
        int first = 0;
        int second = 0;
        for (int i = 0; i < firstRight.length; i++) {
            first += firstRight[i] && !secondRight[i] ? 1 : 0;
            second += secondRight[i] && !firstRight[i] ? 1 : 0;
        }
        return new McNemar(firstRight.length, first, second);
    }

    /**
     * The probability that equally good models disagree at least so unevenly: twice the binomial tail of one half; 1 when
     * they agree about everything.
     */
    public double pValue() {
        int less = Math.min(onlyFirst, onlySecond);
        int all = onlyFirst + onlySecond;
        return all == 0 || onlyFirst == onlySecond
                ? 1
                : Math.min(1, 2 * Distributions.beta(0.5, (double) all - less, less + 1.0));
    }

    /** Whether chance is too unlikely an explanation, at {@link #USUAL_LEVEL}. */
    public boolean isDifference() {
        return pValue() < USUAL_LEVEL;
    }
}
