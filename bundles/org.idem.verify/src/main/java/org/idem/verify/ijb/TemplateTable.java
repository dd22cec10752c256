package org.idem.verify.ijb;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.data.ijb.IjbGallery;

/**
 * Templates by their numbers in the protocol.
 *
 * @param ids numbers of those that have faces, ascending
 * @param vectors of length one; null where no face is there
 */
record TemplateTable(int[] ids, double[][] vectors) {

    static TemplateTable of(List<Integer> ids, double[][] vectors) {
        return new TemplateTable(
                ids.stream().limit(vectors.length).mapToInt(Integer::intValue).toArray(), vectors);
    }

    /** A template; null if it has no images. */
    double[] vector(int id) {
        int place = Arrays.binarySearch(ids, id);
        return place < 0 ? null : vectors[place];
    }

    /** Which templates of a list have images. */
    int[] present(IjbGallery list) {
        return IntStream.range(0, list.size())
                .filter(i -> vector(list.templates()[i]) != null)
                .toArray();
    }
}
