package org.idem.model;

import java.util.List;

/**
 * Which network is wanted.
 *
 * @param name a name of {@link Graphs#names()}
 * @param dim length of an embedding
 * @param inputSize side of the square input, a multiple of 16
 * @param blocks MobileFaceNet only: residual blocks per stage; empty for the variant's own
 * @param scale MobileFaceNet only: width factor; 0 for the variant's own
 * @param maskRatio FaceViT only: part of the tokens left out in training, [0, 1)
 * @param dropPathRate FaceViT only: chance that the last block is skipped in training, [0, 1)
 */
public record ModelSpec(
        String name, int dim, int inputSize, List<Integer> blocks, int scale, double maskRatio, double dropPathRate) {
    public ModelSpec {
        blocks = List.copyOf(blocks);
        if (inputSize < 16 || inputSize % 16 != 0) {
            throw new IllegalArgumentException("The input size must be a positive multiple of 16, not " + inputSize);
        }
        if (!(maskRatio >= 0 && maskRatio < 1 && dropPathRate >= 0 && dropPathRate < 1)) {
            throw new IllegalArgumentException("Ratios must be in [0, 1), not " + maskRatio + " and " + dropPathRate);
        }
    }

    /** A network in which nothing is left to chance. */
    public ModelSpec(String name, int dim, int inputSize, List<Integer> blocks, int scale) {
        this(name, dim, inputSize, blocks, scale, 0, 0);
    }

    /** A network as it is published: 512 numbers from 112 × 112 pixels. */
    public static ModelSpec of(String name) {
        return new ModelSpec(name, 512, 112, List.of(), 0);
    }
}
