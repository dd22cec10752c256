package org.idem.verify.doctor;

/**
 * What a user says about the search.
 *
 * @param thresholds NaN for those that the set itself tells
 * @param most findings of each kind to keep, the surest, at least 1
 */
public record DoctorOptions(DoctorThresholds thresholds, int most) {
    /** Findings of a kind that are kept unless somebody wants more. */
    public static final int USUAL_MOST = 1000;
}
