package org.idem.data.ijb;

import java.util.List;

/**
 * The pairs of templates of the benchmark's 1:1 protocol.
 *
 * @param templateIds every template that the protocol names, by its number there: those that have faces in ascending order,
 *     then those that only pairs name
 * @param withFaces how many of them have faces
 * @param first [pairs] place of the first template in {@code templateIds}
 * @param second [pairs] place of the second
 * @param same [pairs] whether both are one person
 */
public record IjbPairs(List<Integer> templateIds, int withFaces, int[] first, int[] second, boolean[] same) {

    /** Number of pairs. */
    public int size() {
        return same.length;
    }
}
