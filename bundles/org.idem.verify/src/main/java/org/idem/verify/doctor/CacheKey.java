package org.idem.verify.doctor;

/**
 * What a file of embeddings is of.
 *
 * @param images number of images
 * @param dim length of an embedding
 * @param set 64 hexadecimal digits that other images do not have
 * @param model 64 hexadecimal digits that other weights, or the same ones fed otherwise, do not have
 */
public record CacheKey(int images, int dim, String set, String model) {
    /** How names of such files end. */
    static final String ENDING = ".embeddings";

    private static final String DIGITS = "[0-9a-f]{64}";

    public CacheKey {
        if (images < 1 || dim < 1 || !set.matches(DIGITS) || !model.matches(DIGITS)) {
            throw new IllegalArgumentException(images + " images, " + dim + " numbers, " + set + ", " + model);
        }
    }

    /** A name for the file that no other key is likely to have. */
    public String fileName(String setName) {
        int digits = 8;
        return setName + "." + set.substring(0, digits) + "-" + model.substring(0, digits) + ENDING;
    }
}
