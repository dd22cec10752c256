package org.idem.train.layer;

import org.idem.train.tensor.Tensor;

/**
 * Some class centers, [classes, dim], with their norms, [classes, 1], and their products with the rows of a micro
 * batch.
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
     * Gradient with respect to the centers, [classes, dim]; its part along a center vanishes, since cosines do not
     * depend on norms.
     */
    Tensor centerGradient(Tensor dotGradient, Tensor cosines, Tensor unit) {
        Tensor radial = dotGradient.mul(cosines).columnSum().transpose().div_(norms);
        return dotGradient.transpose().matmul(unit).addcmul_(centers, radial, -1);
    }
}
