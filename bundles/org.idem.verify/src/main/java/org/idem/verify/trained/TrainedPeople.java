package org.idem.verify.trained;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.data.identity.IdentityIndex;
import org.idem.verify.doctor.KeptEmbeddings;

/**
 * The people of a training set beside the pairs of a verification set, both embedded by one model. Immutable; any number of
 * threads may ask.
 */
public final class TrainedPeople {
    private static final int MOST = 8;
    private static final int MOST_IMAGES = 6;

    private final KeptEmbeddings pairs;
    private final KeptEmbeddings trained;
    private final IdentityIndex index;

    private TrainedPeople(KeptEmbeddings pairs, KeptEmbeddings trained, IdentityIndex index) {
        this.pairs = pairs;
        this.trained = trained;
        this.index = index;
    }

    /**
     * The first two that are by one model.
     *
     * @param pairs embeddings of the images of pairs, those to prefer first
     * @param trained embeddings of the training set
     * @param index who is on which image of the training set
     * @return empty where no model embedded both sets
     */
    public static Optional<TrainedPeople> of(
            List<KeptEmbeddings> pairs, List<KeptEmbeddings> trained, IdentityIndex index) {
        return pairs.stream()
                .flatMap(one -> trained.stream()
                        .filter(other -> other.model().equals(one.model()) && other.dim() == one.dim())
                        .limit(1)
                        .map(other -> new TrainedPeople(one, other, index)))
                .findFirst();
    }

    /** The embeddings of the training set. */
    public KeptEmbeddings trained() {
        return trained;
    }

    /**
     * Looks for the people of the training set that are most like the faces of a pair: compares both with every image.
     *
     * @param pair its number in the set
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public PairInTraining find(int pair, Progress progress) {
        Objects.checkIndex(pair, pairs.images() / 2);
        float[][] faces = new float[2][pairs.dim()];
        boolean isFirst = pairs.read(2 * pair, faces[0]);
        boolean isSecond = pairs.read(2 * pair + 1, faces[1]);
        FaceCosines cosines = FaceCosines.of(trained, faces, progress);
        return new PairInTraining(
                isFirst && isSecond ? FaceCosines.dot(faces[0], 0, faces[1]) : Double.NaN,
                isFirst ? cosines.nearest(0, index, MOST, MOST_IMAGES) : List.of(),
                isSecond ? cosines.nearest(1, index, MOST, MOST_IMAGES) : List.of());
    }
}
