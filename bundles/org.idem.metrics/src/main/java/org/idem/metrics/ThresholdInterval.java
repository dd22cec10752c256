package org.idem.metrics;

import java.util.Arrays;

/**
 * How exactly a set tells the threshold of a false accept rate. The impostor scores above the true threshold are binomially
 * many; the scores whose ranks bound that number bound the threshold, whatever the distribution of the scores.
 *
 * @param low lower end of the 95 % interval, a cosine
 * @param high upper end of it, at most 1
 */
public record ThresholdInterval(double low, double high) {
    private static final double TAIL = 0.025;
    private static final double NORMAL = 1.959963984540054;
    /** Expected errors from which the binomial distribution is normal for this purpose. */
    private static final double MANY = 100;

    /**
     * The interval of a rate's threshold; NaN at both ends where there are fewer impostor pairs than the rate needs.
     *
     * @param scores cosine of each pair
     * @param same whether each pair shows one person
     * @param far false accept rate, in (0, 1]
     */
    public static ThresholdInterval of(double[] scores, boolean[] same, double far) {
        double[] impostors = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!same[i]) {
                impostors[count++] = scores[i];
            }
        }
        if (count < TarAtFarRow.neededImpostors(far)) {
            return new ThresholdInterval(Double.NaN, Double.NaN);
        }
        Arrays.sort(impostors, 0, count);
        int fewest = quantile(count, far, TAIL);
        int most = quantile(count, far, 1 - TAIL);
        double low = impostors[Math.max(0, count - 1 - most)];
        double high = fewest == 0 ? 1 : impostors[count - fewest];
        return new ThresholdInterval(low, Math.max(low, high));
    }

    /** The smallest number of errors whose distribution function reaches the share. */
    private static int quantile(int pairs, double far, double share) {
        double mean = pairs * far;
        if (mean > MANY) {
            double deviation = Math.sqrt(mean * (1 - far));
            double at = share < 0.5 ? Math.floor(mean - NORMAL * deviation) : Math.ceil(mean + NORMAL * deviation);
            return (int) Math.max(0, Math.min(pairs, at));
        }
        double term = Math.exp(pairs * Math.log1p(-far));
        double sum = term;
        int errors = 0;
        while (sum < share && errors < pairs) {
            term *= (pairs - errors) / (errors + 1.0) * far / (1 - far);
            sum += term;
            errors++;
        }
        return errors;
    }
}
