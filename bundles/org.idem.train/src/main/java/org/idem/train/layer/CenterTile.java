package org.idem.train.layer;

import org.idem.train.tensor.Tensor;

/** Some class centers, [classes, dim], with their norms, and the products that they have with the rows of a pass. */
record CenterTile(Tensor centers, Tensor norms) {
    static CenterTile of(Tensor centers) {
        return new CenterTile(centers, centers.rowNorms(LogitComputation.EPSILON));
    }

    /** [rows, classes]. */
    Tensor cosines(Tensor unit) {
        return unit.matmul(centers.transpose()).div_(norms.transpose());
    }

    /** Gradient of the cosines over the norms of the centers, in place: the gradient of dot products. */
    Tensor dotGradient(Tensor cosineGradient) {
        return cosineGradient.div_(norms.transpose());
    }

    /** Gradient with respect to the normalised embeddings, [rows, dim]. */
    Tensor unitGradient(Tensor dotGradient) {
        return dotGradient.matmul(centers);
    }

    /** Gradient with respect to the centers, [classes, dim]; what points along a center falls out by the normalising. */
    Tensor centerGradient(Tensor dotGradient, Tensor cosines, Tensor unit) {
        Tensor radial = dotGradient.mul(cosines).columnSum().transpose().div_(norms);
        return dotGradient.transpose().matmul(unit).addcmul_(centers, radial, -1);
    }
}
