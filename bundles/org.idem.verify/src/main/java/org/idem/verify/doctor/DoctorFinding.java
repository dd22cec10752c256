package org.idem.verify.doctor;

import java.util.List;
import java.util.Locale;
import org.idem.data.review.ReviewItem;

/**
 * Something that the embeddings say is wrong with a set.
 *
 * @param kind what
 * @param identities that it is about; of an overlap, that of the set and that of the other one
 * @param keys images to look at: the most typical one of each identity, or the ones that are foreign; of an overlap, one of
 *     each set
 * @param excludes images of the set that are not to be trained on if it is right
 * @param score cosine that it was found by: of two centroids, or of an image and its identity's centroid
 * @param message what was found, in a sentence without a period
 */
public record DoctorFinding(
        Kind kind, List<Integer> identities, List<String> keys, List<String> excludes, double score, String message) {

    /** Kinds, in the order in which they are told. */
    public enum Kind {
        /** Two identities are one person. */
        SPLIT_IDENTITY,
        /** One identity is two persons. */
        MIXED_IDENTITY,
        /** An image is of somebody else than its identity, or of nobody. */
        OUTLIER,
        /** A person is in both of two sets. */
        OVERLAP;

        /** The word that files and commands use, such as {@code split-identity}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public DoctorFinding {
        identities = List.copyOf(identities);
        keys = List.copyOf(keys);
        excludes = List.copyOf(excludes);
    }

    /** The question that a person is to decide, about this set alone: identities of another one cannot be merged with it. */
    public ReviewItem question() {
        boolean overlap = kind == Kind.OVERLAP;
        return new ReviewItem(
                kind.word(),
                overlap ? identities.subList(0, 1) : identities,
                overlap ? keys.subList(0, 1) : keys,
                excludes,
                score,
                message);
    }
}
