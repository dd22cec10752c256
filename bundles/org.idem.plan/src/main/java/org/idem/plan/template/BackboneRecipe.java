package org.idem.plan.template;

/**
 * What the published recipe of a family of backbones says beside the network.
 *
 * @param rate learning rate for {@code images} images a step; it goes with the root of the batch
 * @param images images of a step of all workers
 * @param warmUp share of all steps in which the rate rises
 * @param epochs epochs of the recipe
 * @param batchSize images of one worker in one step
 * @param fixedSide whether the input is 112 pixels in any case
 */
record BackboneRecipe(double rate, int images, double warmUp, int epochs, int batchSize, boolean fixedSide) {
    private static final BackboneRecipe SMALL = new BackboneRecipe(0.1, 64, 0.05, 20, 64, false);
    private static final BackboneRecipe CONVOLUTIONS = new BackboneRecipe(0.1, 1024, 0.05, 20, 128, false);
    private static final BackboneRecipe TRANSFORMER = new BackboneRecipe(0.001, 2048, 0.1, 40, 256, true);

    /** Of a backbone by its name. */
    static BackboneRecipe of(String backbone) {
        if (isTransformer(backbone)) {
            return TRANSFORMER;
        }
        return backbone.equals("MobileFaceNet_small") ? SMALL : CONVOLUTIONS;
    }

    /** Whether the backbone is a vision transformer, which learns by AdamW. */
    static boolean isTransformer(String backbone) {
        return backbone.startsWith("FaceViT");
    }

    /** The rate for another number of images in a step. */
    double rate(int batch) {
        return rate * Math.sqrt((double) batch / images);
    }
}
