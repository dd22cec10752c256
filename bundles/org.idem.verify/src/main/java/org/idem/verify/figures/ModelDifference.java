package org.idem.verify.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.idem.core.Units;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.FarLabel;
import org.idem.metrics.McNemar;
import org.idem.metrics.PairUnits;
import org.idem.metrics.Roc;
import org.idem.metrics.TarBootstrap;
import org.idem.metrics.TarRule;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;

/**
 * Whether two models differ on the same pairs: by the pairs that one of them is right about, each at the threshold of its
 * accuracy, and by the true accept rates of both when the persons of the set are drawn anew.
 *
 * @param set name of the set
 * @param test McNemar's
 * @param rates differences of true accept rates that the set can measure; none where these were left out
 */
public record ModelDifference(String set, McNemar test, List<RateDifference> rates) {
    private static final long SEED = 2;

    public ModelDifference {
        rates = List.copyOf(rates);
    }

    /**
     * A difference of true accept rates, the second model's less the first's.
     *
     * @param far false accept rate that both were read at
     * @param difference of the conservative readings
     * @param interval 95 % of the differences when persons are drawn anew
     */
    public record RateDifference(double far, double difference, ConfidenceInterval interval) {

        /** Whether chance is too unlikely an explanation. */
        public boolean isDifference() {
            return !interval.contains(0);
        }
    }

    /**
     * Compares two evaluations of one set on the pairs that both compared.
     *
     * @param people who is in the pairs of the first evaluation; empty to draw pairs
     * @param resamplings drawings, at least 20; 0 to leave true accept rates out
     * @return empty where they have no pairs of both kinds in common
     */
    public static Optional<ModelDifference> of(
            EvaluatedPairs first, EvaluatedPairs second, Optional<PairUnits> people, int resamplings) {
        Common common = Common.of(
                first, second, people.orElse(PairUnits.ofPairs(first.scores().size())));
        int genuine = 0;
        for (boolean one : common.same()) {
            genuine += one ? 1 : 0;
        }
        if (genuine == 0 || genuine == common.same().length) {
            return Optional.empty();
        }
        McNemar test = McNemar.of(
                right(common.first(), common.same(), first.threshold()),
                right(common.second(), common.same(), second.threshold()));
        return Optional.of(new ModelDifference(first.evaluation().set(), test, rates(common, resamplings)));
    }

    private static boolean[] right(double[] cosines, boolean[] same, double threshold) {
        boolean[] right = new boolean[cosines.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = cosines[i] >= threshold == same[i];
        }
        return right;
    }

    private static List<RateDifference> rates(Common common, int resamplings) {
        if (resamplings == 0) {
            return List.of();
        }
        Roc first = Roc.of(common.first(), common.same());
        Roc second = Roc.of(common.second(), common.same());
        double[] fars = first.table(TarRule.CONSERVATIVE).stream()
                .filter(row -> row.isMeasurable())
                .mapToDouble(row -> row.far())
                .toArray();
        if (fars.length == 0) {
            return List.of();
        }
        ConfidenceInterval[] intervals = new TarBootstrap(common.same(), common.people(), fars)
                .differences(common.first(), common.second(), resamplings, SEED);
        List<RateDifference> rates = new ArrayList<>();
        for (int i = 0; i < fars.length; i++) {
            double difference = second.at(fars[i]).tar() - first.at(fars[i]).tar();
            rates.add(new RateDifference(fars[i], difference, intervals[i]));
        }
        return rates;
    }

    /** The pairs that both models compared. */
    private record Common(double[] first, double[] second, boolean[] same, PairUnits people) {

        static Common of(EvaluatedPairs a, EvaluatedPairs b, PairUnits people) {
            PairScores first = a.scores();
            PairScores second = b.scores();
            int[] rows = new int[first.size()];
            int[] others = new int[first.size()];
            int count = 0;
            for (int i = 0, k = 0; i < first.size(); i++) {
                while (k < second.size() && second.numbers()[k] < first.numbers()[i]) {
                    k++;
                }
                if (k < second.size()
                        && second.numbers()[k] == first.numbers()[i]
                        && second.same()[k] == first.same()[i]) {
                    rows[count] = i;
                    others[count++] = k;
                }
            }
            int[] kept = Arrays.copyOf(rows, count);
            double[] firstCosines = new double[count];
            double[] secondCosines = new double[count];
            boolean[] same = new boolean[count];
            for (int i = 0; i < count; i++) {
                firstCosines[i] = first.cosines()[kept[i]];
                secondCosines[i] = second.cosines()[others[i]];
                same[i] = first.same()[kept[i]];
            }
            return new Common(firstCosines, secondCosines, same, people.of(kept));
        }
    }

    /** What came out, in words, of models that have no names. */
    public String words() {
        return words("the first model", "the second model");
    }

    /**
     * What came out, in words.
     *
     * @param first what the first model is called within a sentence
     * @param second what the second is called
     */
    public String words(String first, String second) {
        String counts = String.format(
                Locale.ROOT,
                "of %s pairs %s alone is right about %s and %s alone about %s (McNemar's test, p = %s)",
                Units.count(test.pairs()),
                second,
                Units.count(test.onlySecond()),
                first,
                Units.count(test.onlyFirst()),
                probability(test.pValue()));
        String verdict = test.isDifference()
                ? begin(test.onlySecond() > test.onlyFirst() ? second : first) + " is more often right: "
                : "No difference in accuracy can be told: ";
        return verdict + counts + "." + (rates.isEmpty() ? "" : " " + rateWords(second));
    }

    /** Descriptions begin a sentence in capitals; names stay as they are. */
    private static String begin(String model) {
        return model.startsWith("the ") ? "T" + model.substring(1) : model;
    }

    private String rateWords(String second) {
        List<String> clear = rates.stream()
                .filter(RateDifference::isDifference)
                .map(rate -> words(rate, second))
                .toList();
        return clear.isEmpty()
                ? "No true accept rate differs by more than the draw of persons explains."
                : "True accept rates differ: " + String.join("; ", clear) + ".";
    }

    private static String words(RateDifference rate, String second) {
        return String.format(
                Locale.ROOT,
                "at FAR %s %s's is %+.4f (%+.4f … %+.4f)",
                FarLabel.of(rate.far()),
                second,
                rate.difference(),
                rate.interval().low(),
                rate.interval().high());
    }

    private static String probability(double p) {
        return String.format(Locale.ROOT, p < 1e-3 ? "%.1e" : "%.4f", p);
    }
}
