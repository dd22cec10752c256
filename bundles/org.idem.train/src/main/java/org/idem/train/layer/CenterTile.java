package org.idem.train.layer;

import org.idem.train.tensor.Tensor;

/**
 * Some class centers with their products with the rows of a micro batch.
 *
 * @param centers [classes, dim]; null where only their norms are known
 * @param norms [classes, 1]
 */
record CenterTile(Tensor centers, Tensor norms) {
    static CenterTile of(Tensor centers) {
        return new CenterTile(centers, centers.rowNorms(LogitComputation.EPSILON));
    }

    /** Cosines with L2-normalized embeddings [rows, dim], [rows, classes]. */
    Tensor cosines(Tensor unit) {
        return unit.matmul(centers.transpose()).div_(norms.transpose());
    }

    /** Turns the gradient of the cosines into that of the dot products of embeddings and centers, in place. */
    Tensor dotGradient(Tensor cosineGradient) {
        return cosineGradient.div_(norms.transpose());
    }

    /** Gradient with respect to the L2-normalized embeddings, [rows, dim]. */
    Tensor unitGradient(Tensor dotGradient) {
        return dotGradient.matmul(centers);
    }

    /**
     * Part of the centers' gradient along each center, which vanishes in the end, since cosines do not depend on norms, [classes,
     * 1].
     */
    Tensor radial(Tensor dotGradient, Tensor cosines) {
        return dotGradient.mul(cosines).columnSum().transpose().div_(norms);
    }

    /** Gradient with respect to the centers, [classes, dim], without its {@link #radial} part. */
    Tensor products(Tensor dotGradient, Tensor unit) {
        return dotGradient.transpose().matmul(unit);
    }
}
