package org.idem.metrics;

import java.util.Arrays;
import org.idem.core.Units;

/**
 * Identification, one against many: probes are compared with a gallery that has one template of each person. A probe is
 * mated if its person is in the gallery. Immutable.
 *
 * @param mates [mated] score of each mated probe with its own person
 * @param rivals [mated] greatest score of each mated probe with anyone else; negative infinity in a gallery of one
 * @param ranks [mated] place of the own person, from 1; of equal scores it is the last
 * @param strangers [others] greatest score of each probe whose person is not in the gallery
 */
public record Identification(double[] mates, double[] rivals, int[] ranks, double[] strangers) {

    /** Checks the lengths. */
    public Identification {
        if (mates.length != rivals.length || mates.length != ranks.length) {
            throw new IllegalArgumentException(
                    mates.length + " mates, " + rivals.length + " rivals and " + ranks.length + " ranks");
        }
    }

    /**
     * Share of mated probes whose own person is among the first {@code rank}: a point of the cumulative match
     * characteristic; NaN without mated probes.
     */
    public double accuracyAt(int rank) {
        return Arrays.stream(ranks)
                .mapToDouble(r -> r <= rank ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** The cumulative match characteristic at ranks 1 … {@code most}. */
    public double[] cmc(int most) {
        double[] curve = new double[most];
        Arrays.setAll(curve, i -> accuracyAt(i + 1));
        return curve;
    }

    /**
     * True positive identification rate: the greatest share of mated probes that are found first and above a threshold of
     * which no more than {@code fpir} of the strangers are above it.
     *
     * @param fpir false positive identification rate, in (0, 1]
     */
    public OpenSetRate at(double fpir) {
        int allowed = (int) Math.min(strangers.length, Math.floor(fpir * strangers.length * (1 + 1e-12)));
        return rate(fpir, allowed < strangers.length ? descending()[allowed] : Double.NEGATIVE_INFINITY);
    }

    /**
     * As insightface's script reads it, whose threshold is the score of one stranger more than the rate allows at low rates:
     * the {@code max(1, ⌊n · fpir⌋)}-th greatest.
     */
    public OpenSetRate atPublished(double fpir) {
        int place = Math.max((int) (strangers.length * fpir) - 1, 0);
        return rate(fpir, strangers.length == 0 ? Double.NEGATIVE_INFINITY : descending()[place]);
    }

    private double[] descending() {
        double[] sorted = strangers.clone();
        Arrays.sort(sorted);
        for (int i = 0, j = sorted.length - 1; i < j; i++, j--) {
            double held = sorted[i];
            sorted[i] = sorted[j];
            sorted[j] = held;
        }
        return sorted;
    }

    private OpenSetRate rate(double fpir, double threshold) {
        int found = 0;
        for (int i = 0; i < mates.length; i++) {
            found += mates[i] > rivals[i] && mates[i] > threshold ? 1 : 0;
        }
        long above = Arrays.stream(strangers).filter(score -> score > threshold).count();
        boolean measurable = strangers.length >= TarAtFarRow.neededImpostors(fpir) && mates.length > 0;
        return new OpenSetRate(fpir, threshold, found, mates.length, above, strangers.length, measurable);
    }

    /**
     * A true positive identification rate.
     *
     * @param fpir false positive identification rate asked for
     * @param threshold score above which a probe counts as found
     * @param found mated probes whose own person came first and above the threshold
     * @param mated mated probes
     * @param errors strangers above the threshold
     * @param strangers probes whose person is not in the gallery
     * @param isMeasurable whether there are enough strangers for the rate
     */
    public record OpenSetRate(
            double fpir, double threshold, int found, int mated, long errors, int strangers, boolean isMeasurable) {

        /** The rate, in [0, 1]; NaN where it cannot be measured. */
        public double tpir() {
            return isMeasurable ? (double) found / mated : Double.NaN;
        }

        /** Its 95 % Wilson interval; both ends NaN where it cannot be measured. */
        public ConfidenceInterval interval() {
            return isMeasurable
                    ? ConfidenceInterval.wilson(found, mated, ConfidenceInterval.USUAL)
                    : new ConfidenceInterval(Double.NaN, Double.NaN);
        }

        /** Why there is no number. */
        public String needs() {
            return "not measurable: needs " + Units.count(TarAtFarRow.neededImpostors(fpir))
                    + " probes of persons outside the gallery, has " + Units.count(strangers);
        }
    }
}
