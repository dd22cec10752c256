package org.idem.verify.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.FarLabel;
import org.idem.metrics.PairUnits;
import org.idem.metrics.RateBootstrap;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.PairScores;

/**
 * How unequal groups of people fare at one threshold for all: false match and false non-match rate of each group, false
 * match rate of each pair of groups, and by how much the worst exceeds the geometric mean (NIST's summary).
 *
 * @param attribute what divides people
 * @param far false accept rate of all pairs together that the threshold was set for
 * @param threshold cosine from which a pair is accepted
 * @param groups each group, by name
 * @param pairs impostor pairs between each two groups that there are, and within each
 */
public record GroupFigures(
        String attribute, double far, double threshold, List<GroupRates> groups, List<PairOfGroups> pairs) {
    private static final long SEED = 3;

    public GroupFigures {
        groups = List.copyOf(groups);
        pairs = List.copyOf(pairs);
    }

    /**
     * A rate of errors.
     *
     * @param comparisons pairs that it rests on
     * @param errors of them
     * @param interval 95 %, over persons; NaN without comparisons
     */
    public record ErrorRate(int comparisons, int errors, ConfidenceInterval interval) {

        /** The rate, in [0, 1]; NaN without comparisons. */
        public double rate() {
            return comparisons == 0 ? Double.NaN : (double) errors / comparisons;
        }

        /** Whether it rests on enough errors to be read as a number. */
        public boolean isReliable() {
            return errors >= TarAtFarRow.RULE_OF_THIRTY;
        }
    }

    /**
     * One group.
     *
     * @param name value of the attribute
     * @param falseMatch of impostor pairs within the group
     * @param falseNonMatch of its genuine pairs
     */
    public record GroupRates(String name, ErrorRate falseMatch, ErrorRate falseNonMatch) {}

    /**
     * Impostor pairs between two groups, or within one.
     *
     * @param first name of one group, in the order of names
     * @param second name of the other
     * @param falseMatch of the pairs
     */
    public record PairOfGroups(String first, String second, ErrorRate falseMatch) {}

    /**
     * Divides the pairs of a set by an attribute of its images.
     *
     * @param people who is in the pairs
     * @param far false accept rate asked for
     * @throws InputException if no image has the attribute, or the set cannot measure the rate
     */
    public static GroupFigures of(
            PairDataset set,
            PairScores scores,
            AttributeTable attributes,
            String attribute,
            PairUnits people,
            double far,
            int resamplings) {
        String[] first = new String[scores.size()];
        String[] second = new String[scores.size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = attributes.value(set, 2 * scores.numbers()[i], attribute);
            second[i] = attributes.value(set, 2 * scores.numbers()[i] + 1, attribute);
        }
        return new Division(attribute, scores.wideCosines(), scores.same(), first, second, people)
                .figures(far, resamplings);
    }

    /**
     * Takes sets for groups, as they are where each holds people of one.
     *
     * @param names of the sets
     * @param scores of each
     * @param people who is in the pairs of each
     */
    public static GroupFigures ofSets(
            List<String> names, List<PairScores> scores, List<PairUnits> people, double far, int resamplings) {
        int total = scores.stream().mapToInt(PairScores::size).sum();
        double[] cosines = new double[total];
        boolean[] same = new boolean[total];
        String[] groups = new String[total];
        int[] first = new int[total];
        int[] second = new int[total];
        int at = 0;
        int units = 0;
        for (int s = 0; s < scores.size(); s++) {
            PairUnits own = people.get(s);
            for (int i = 0; i < scores.get(s).size(); i++, at++) {
                cosines[at] = scores.get(s).cosines()[i];
                same[at] = scores.get(s).same()[i];
                groups[at] = names.get(s);
                first[at] = units + (own.first().length == 0 ? i : own.first()[i]);
                second[at] = units + (own.first().length == 0 ? i : own.second()[i]);
            }
            units += own.units();
        }
        PairUnits all = new PairUnits(PairUnits.Kind.IDENTITIES, first, second, units);
        return new Division("set", cosines, same, groups, groups, all).figures(far, resamplings);
    }

    /** Pairs with the group of either face; empty where it is not known. */
    private record Division(
            String attribute, double[] cosines, boolean[] same, String[] first, String[] second, PairUnits people) {

        GroupFigures figures(double far, int resamplings) {
            List<String> names = names();
            if (names.isEmpty()) {
                throw new InputException(Problem.error(
                        null, "--groups", "No image has the attribute " + attribute, "see the columns of the file"));
            }
            TarAtFarRow row = Roc.of(cosines, same).measured(far);
            if (!row.isMeasurable()) {
                throw new InputException(Problem.error(
                        null, "--groups-far", "FAR " + FarLabel.of(far) + " is " + row.needs(), "give a greater one"));
            }
            List<GroupRates> groups = names.stream()
                    .map(name -> new GroupRates(
                            name,
                            rate(row.threshold(), false, name, name, resamplings),
                            rate(row.threshold(), true, name, name, resamplings)))
                    .toList();
            return new GroupFigures(
                    attribute, far, row.threshold(), groups, pairs(names, row.threshold(), resamplings));
        }

        private List<String> names() {
            TreeSet<String> names = new TreeSet<>();
            names.addAll(Arrays.asList(first));
            names.addAll(Arrays.asList(second));
            names.remove("");
            return List.copyOf(names);
        }

        private List<PairOfGroups> pairs(List<String> names, double threshold, int resamplings) {
            List<PairOfGroups> pairs = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                for (int k = i; k < names.size(); k++) {
                    ErrorRate rate = rate(threshold, false, names.get(i), names.get(k), resamplings);
                    if (rate.comparisons() > 0) {
                        pairs.add(new PairOfGroups(names.get(i), names.get(k), rate));
                    }
                }
            }
            return pairs;
        }

        private ErrorRate rate(double threshold, boolean genuine, String one, String other, int resamplings) {
            int[] pairs = IntStream.range(0, cosines.length)
                    .filter(i -> same[i] == genuine
                            && (first[i].equals(one) && second[i].equals(other)
                                    || first[i].equals(other) && second[i].equals(one)))
                    .toArray();
            boolean[] errors = new boolean[pairs.length];
            int count = 0;
            for (int i = 0; i < pairs.length; i++) {
                errors[i] = cosines[pairs[i]] >= threshold != genuine;
                count += errors[i] ? 1 : 0;
            }
            return new ErrorRate(pairs.length, count, RateBootstrap.interval(errors, pairs, people, resamplings, SEED));
        }
    }

    /** The greatest false match rate over the groups' geometric mean; NaN where a group has none or cannot have any. */
    public double falseMatchRatio() {
        return ratio(
                groups.stream().mapToDouble(group -> group.falseMatch().rate()).toArray());
    }

    /** The same of false non-match rates. */
    public double falseNonMatchRatio() {
        return ratio(groups.stream()
                .mapToDouble(group -> group.falseNonMatch().rate())
                .toArray());
    }

    private static double ratio(double[] rates) {
        double logs = Arrays.stream(rates).map(Math::log).average().orElse(Double.NaN);
        double ratio = Arrays.stream(rates).max().orElse(Double.NaN) / Math.exp(logs);
        return Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    /** The summary in words. */
    public String words() {
        return "False matches: " + words(falseMatchRatio(), false) + "; false non-matches: "
                + words(falseNonMatchRatio(), true);
    }

    private String words(double ratio, boolean genuine) {
        long few = groups.stream()
                .filter(group -> !(genuine ? group.falseNonMatch() : group.falseMatch()).isReliable())
                .count();
        String reservation = few == 0
                ? ""
                : " (" + Units.count(few) + " of " + Units.count(groups.size()) + " groups rest on fewer than "
                        + TarAtFarRow.RULE_OF_THIRTY + " errors)";
        return Double.isNaN(ratio)
                ? "no ratio, since a group has none" + reservation
                : String.format(Locale.ROOT, "the worst group is %.2f times the geometric mean%s", ratio, reservation);
    }
}
