package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/**
 * Gradient of a loss with respect to sampled centers: products − radial · center. The second part is that along each center,
 * which cosines do not have; apart, since it can be added where a center is read anyway.
 *
 * @param products fp32 [size, dim]
 * @param radial factor of each center, fp32 [size, 1]; null where it is in the products already
 */
public record CenterGradient(Tensor products, Tensor radial) {
    /** A gradient as it is. */
    public static CenterGradient whole(Tensor gradient) {
        return new CenterGradient(gradient, null);
    }

    /** Whether the products are all. */
    boolean isWhole() {
        return radial == null;
    }

    /** The gradient of the centers at positions [from, from + length), a view. */
    CenterGradient slice(int from, int length) {
        return new CenterGradient(products.narrow(from, length), isWhole() ? null : radial.narrow(from, length));
    }

    /** Adds another gradient of the same centers, in place. */
    public CenterGradient add_(CenterGradient other) {
        products.add_(other.products);
        radial.add_(other.radial);
        return this;
    }

    /** Multiplies it, in place. */
    public CenterGradient mul_(double factor) {
        products.mul_(factor);
        radial.mul_(factor);
        return this;
    }

    /**
     * The gradient, [size, dim], in the memory of the products.
     *
     * @param centers as they were for the logits
     */
    public Tensor at(Tensor centers) {
        return isWhole() ? products : products.addcmul_(centers, radial, -1);
    }
}
