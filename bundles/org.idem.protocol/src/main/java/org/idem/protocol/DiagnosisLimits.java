package org.idem.protocol;

/**
 * What counts as a finding, as cosines; null for what the set itself tells.
 *
 * @param split from it on, two identities' centroids are of one person
 * @param mixed up to it, the centroids of an identity's two groups are of two persons
 * @param outlier up to it, an image is not of its identity
 * @param overlap from it on, centroids of two sets are of one person
 * @param most findings of each kind that are kept, the surest
 */
public record DiagnosisLimits(Double split, Double mixed, Double outlier, Double overlap, int most) {
    public DiagnosisLimits {
        if (most < 1) {
            throw new IllegalArgumentException("At least one finding of each kind, not " + most);
        }
    }
}
