package org.idem.verify.doctor;

/**
 * From which cosines on something is found. NaN where the set has nothing to tell it by: then nothing of the kind is found.
 *
 * @param split of the centroids of two identities: from it on they are one person
 * @param mixed of the centroids of an identity's two groups: up to it they are two persons
 * @param outlier of an image and the centroid of the other images of its identity: up to it it is somebody else
 * @param overlap of the centroids of identities of two sets: from it on they are one person; NaN without another set
 */
public record DoctorThresholds(double split, double mixed, double outlier, double overlap) {

    /** These where they are numbers, else the others. */
    DoctorThresholds or(DoctorThresholds others) {
        return new DoctorThresholds(
                or(split, others.split),
                or(mixed, others.mixed),
                or(outlier, others.outlier),
                or(overlap, others.overlap));
    }

    private static double or(double one, double other) {
        return Double.isNaN(one) ? other : one;
    }
}
