package org.idem.train.kernels.vector;

import jdk.incubator.vector.FloatVector;

/** How wide the vectors of this processor are. */
public final class VectorLanes {
    private VectorLanes() {}

    /** Number of fp32 values that one instruction computes with. */
    public static int count() {
        return FloatVector.SPECIES_PREFERRED.length();
    }
}
