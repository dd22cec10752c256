package org.idem.data.check;

import java.util.Arrays;

/**
 * How the images of a set are spread over the identities that have any: of the sorted numbers the first, those at a quarter,
 * half and three quarters, and the last.
 *
 * @param min fewest images of an identity, at least 1; 0 if no identity has an image
 * @param q25 a quarter of the identities have at most as many
 * @param median half of the identities have at most as many
 * @param q75 three quarters of the identities have at most as many
 * @param max most images of an identity
 */
public record ImagesPerIdentity(int min, int q25, int median, int q75, int max) {

    /** Of the number of images of each identity; identities without any count for nothing. */
    static ImagesPerIdentity of(int[] images) {
        int[] sorted = Arrays.stream(images).filter(count -> count > 0).sorted().toArray();
        if (sorted.length == 0) {
            return new ImagesPerIdentity(0, 0, 0, 0, 0);
        }
        int last = sorted.length - 1;
        return new ImagesPerIdentity(
                sorted[0],
                sorted[(int) (last * 0.25)],
                sorted[(int) (last * 0.5)],
                sorted[(int) (last * 0.75)],
                sorted[last]);
    }
}
