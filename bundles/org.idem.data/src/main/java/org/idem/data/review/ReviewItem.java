package org.idem.data.review;

import java.util.List;

/**
 * Something about a set that a person is to decide. Two are equal when all of it is.
 *
 * @param kind the word of the finding, such as {@code near-duplicate} or {@code split-identity}
 * @param identities that it is about, ascending; empty where they are not known
 * @param keys of the images to look at, the one that would be kept first; empty where it is about none
 * @param excludes those of the keys that are not to be trained on if the finding is right
 * @param score how sure the finding is, by a measure of its kind; NaN for none
 * @param message what was found, in a sentence without a period
 */
public record ReviewItem(
        String kind, List<Integer> identities, List<String> keys, List<String> excludes, double score, String message) {
    public ReviewItem {
        identities = List.copyOf(identities);
        keys = List.copyOf(keys);
        excludes = List.copyOf(excludes);
    }

    /** Whether it asks if several identities are one person. */
    public boolean isAcrossIdentities() {
        return identities.size() > 1;
    }

    /** What a verdict is filed under: kind, identities and keys, but neither score nor words, which may change. */
    ReviewSubject subject() {
        return new ReviewSubject(kind, identities, keys);
    }
}
