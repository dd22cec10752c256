package org.idem.verify.trained;

import java.util.List;

/**
 * An identity of a training set, and how much it looks like a face.
 *
 * @param identity its label
 * @param size how many images it has
 * @param mean mean cosine of its images with the face, in [-1, 1]
 * @param images those most like the face, the most alike first; at least one
 */
public record NearestIdentity(int identity, int size, double mean, List<Alike> images) {
    public NearestIdentity {
        images = List.copyOf(images);
    }

    /**
     * One of its images.
     *
     * @param image its number in the set
     * @param cosine with the face
     */
    public record Alike(int image, double cosine) {}

    /** Cosine of the image that is most like the face. */
    public double cosine() {
        return images.get(0).cosine();
    }
}
