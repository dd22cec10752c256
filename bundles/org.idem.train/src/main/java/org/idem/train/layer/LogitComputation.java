package org.idem.train.layer;

import java.util.List;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;

/**
 * Computes logits of a micro batch against the sampled class centers, forward and backward. All micro batches of a step
 * have one sample. Called on the rank's thread.
 */
sealed interface LogitComputation extends AutoCloseable permits FullLogits, TiledLogits {
    /** Added to the sum of squares under the root when vectors are normalized. */
    double EPSILON = 1e-12;

    /** Number of threads on which tiles are computed. */
    int threads();

    /**
     * Computes the loss of a micro batch and accumulates the gradient of the centers; collective. The context is kept,
     * and closed by {@link #update} or {@link #discard}.
     *
     * @param weight share of the micro batch in the step
     * @return gradient of weight · loss with respect to the L2-normalized embeddings as far as this rank's classes go,
     *     fp32 [rows, dim], a tensor of the caller's scope
     */
    Tensor forwardBackward(HeadContext context, ClassSample sample, double weight);

    /**
     * Norms of parts of the accumulated gradient of this rank's sampled centers, those of each thread; empty where there is
     * none.
     */
    List<PendingNumbers> gradientNorms();

    /** Multiplies the accumulated gradient. */
    void scaleGradient(double factor);

    /**
     * Updates the sampled centers by the accumulated gradient, and forgets it.
     *
     * @param rate learning rate
     * @param step number of the step, from 0, which random rounding follows from
     */
    void update(CenterOptimizer optimizer, double rate, long step);

    /** Forgets the micro batches since the last update. */
    void discard();

    @Override
    void close();
}
