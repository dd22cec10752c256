package org.idem.metrics;

/**
 * What a threshold does to the pairs of a set.
 *
 * @param threshold score from which a pair is accepted
 * @param falseAccepts impostor pairs that are accepted
 * @param impostors pairs of two persons
 * @param falseRejects genuine pairs that are not accepted
 * @param genuine pairs of one person
 */
public record OperatingPoint(double threshold, long falseAccepts, long impostors, long falseRejects, long genuine) {

    /** False accept rate, in [0, 1]. */
    public double far() {
        return (double) falseAccepts / impostors;
    }

    /** False reject rate, in [0, 1]. */
    public double frr() {
        return (double) falseRejects / genuine;
    }

    /** True accept rate, in [0, 1]. */
    public double tar() {
        return 1 - frr();
    }

    /** Share of all pairs that are taken for what they are, in [0, 1]. */
    public double accuracy() {
        return 1 - (double) (falseAccepts + falseRejects) / (impostors + genuine);
    }
}
