package org.idem.protocol;

/**
 * How far an exported network is from the trained one, over the same images.
 *
 * @param crops images compared
 * @param from where the images come from, for people
 * @param minCosine smallest cosine between the two embeddings of an image
 * @param meanCosine mean of these cosines
 * @param maxAbsDifference largest difference between two numbers of them
 */
public record ParityFigures(int crops, String from, double minCosine, double meanCosine, double maxAbsDifference) {
    public ParityFigures {
        from = from == null ? "" : from;
    }

    /** Of images whose source nobody names; every image as near as the farthest. */
    public ParityFigures(int crops, double minCosine, double maxAbsDifference) {
        this(crops, "", minCosine, minCosine, maxAbsDifference);
    }
}
