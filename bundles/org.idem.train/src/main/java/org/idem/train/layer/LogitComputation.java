package org.idem.train.layer;

import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.Tensor;

/** How the rows of a pass meet the sampled class centers. Passes of one step have one sample. */
sealed interface LogitComputation extends AutoCloseable permits FullLogits, TiledLogits {
    /** Added to the sum of squares under the root when vectors are normalised. */
    double EPSILON = 1e-12;

    /** Threads that show tiles to a pass. */
    int threads();

    /**
     * Loss of a pass, and the gradient with respect to its normalised embeddings as far as this worker's classes go,
     * [rows, dim], a tensor of the caller's scope. The pass is kept, and closed with the step.
     *
     * @param weight weight of the pass in the step
     */
    Tensor forwardBackward(HeadContext context, ClassSample sample, double weight);

    /** Sum of squares of the gradient of the sampled centers that waits. */
    double squaredGradientNorm();

    /** Multiplies the gradient that waits. */
    void scaleGradient(double factor);

    /**
     * Moves the sampled centers along the gradient that waits, and forgets it.
     *
     * @param step number of the step, for random rounding
     */
    void update(CenterOptimizer optimizer, double rate, long step);

    /** Forgets the passes since the last update. */
    void discard();

    @Override
    void close();
}
