package org.idem.verify.trained;

import java.util.List;

/**
 * Where the two faces of a pair stand among the people of a training set.
 *
 * @param cosine of the two faces by the embeddings that were compared, without mirrored images; NaN where one of the faces could
 *     not be read
 * @param first identities nearest to the first face, the nearest first; empty where it could not be read
 * @param second likewise of the second face
 */
public record PairInTraining(double cosine, List<NearestIdentity> first, List<NearestIdentity> second) {
    public PairInTraining {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /** Whether the identity nearest to both faces is the same one. */
    public boolean isOneIdentity() {
        return !first.isEmpty()
                && !second.isEmpty()
                && first.get(0).identity() == second.get(0).identity();
    }
}
