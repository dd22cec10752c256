package org.idem.train.tensor;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Numbers in double on a device, such as one for each row of a batch, for rules that the host would otherwise have to wait for.
 * Immutable: every operation makes a new vector of the surrounding {@link TensorScope}. Vectors of one length go together, and
 * a vector of one number goes with any.
 */
public final class DoubleVector implements AutoCloseable {
    final org.bytedeco.pytorch.Tensor t;

    DoubleVector(org.bytedeco.pytorch.Tensor t) {
        this.t = t;
        SimulatedCards.check();
    }

    /** Where a condition holds, number by number. */
    public static final class Mask {
        private final org.bytedeco.pytorch.Tensor t;

        private Mask(org.bytedeco.pytorch.Tensor t) {
            this.t = t;
            SimulatedCards.check();
        }

        /** Where both hold. */
        public Mask and(Mask other) {
            return new Mask(t.logical_and(other.t));
        }

        /** The first where the condition holds, else the second. */
        public DoubleVector choose(DoubleVector holds, DoubleVector otherwise) {
            return new DoubleVector(torch.where(t, holds.t, otherwise.t));
        }

        /** A number where the condition holds, else those of a vector. */
        public DoubleVector choose(double holds, DoubleVector otherwise) {
            return new DoubleVector(torch.where(t, new Scalar(holds), otherwise.t));
        }

        /** Those of a vector where the condition holds, else a number. */
        public DoubleVector choose(DoubleVector holds, double otherwise) {
            return new DoubleVector(torch.where(t, holds.t, new Scalar(otherwise)));
        }

        /** 1 where the condition holds, else 0. */
        public DoubleVector asNumbers() {
            return new DoubleVector(t.to(ScalarType.Double));
        }
    }

    /** Copies of numbers; an upload. */
    public static DoubleVector of(double... values) {
        return new DoubleVector(HostTransfer.upload(ScalarType.Double, new long[] {values.length}, memory -> {
            try (DoublePointer doubles = new DoublePointer(memory)) {
                doubles.put(values);
            }
        }));
    }

    /** One number, made on the device. */
    public static DoubleVector constant(double value) {
        return constant(value, 1);
    }

    /** One number several times, made on the device. */
    public static DoubleVector constant(double value, int length) {
        return new DoubleVector(Allocation.empty(ScalarType.Double, length).fill_(new Scalar(value)));
    }

    /** All values of an fp32 tensor, in row-major order. */
    public static DoubleVector of(Tensor floats) {
        return new DoubleVector(floats.t.detach().reshape(-1).to(ScalarType.Double));
    }

    /** The Euclidean norms of some tensors, as {@link Tensor#norm()} computes them. */
    public static DoubleVector norms(List<Tensor> tensors) {
        return Norms.onDevice(tensors);
    }

    /** Another handle of the same numbers, freed on its own. */
    public DoubleVector share() {
        return new DoubleVector(new org.bytedeco.pytorch.Tensor(t));
    }

    /** Keeps this vector beyond the scope it was made in; it is then freed by {@link #close()}. */
    public DoubleVector retain() {
        t.retainReference();
        return this;
    }

    @Override
    public void close() {
        t.close();
    }

    /** Number of numbers. */
    public int length() {
        return Math.toIntExact(t.numel());
    }

    /** All numbers; a download. */
    public double[] values() {
        return HostTransfer.download(List.of(this));
    }

    /** The fp32 values nearest to these, [length]. */
    public Tensor toFloats() {
        return new Tensor(t.to(ScalarType.Float));
    }

    /** These numbers rounded to fp32. */
    public DoubleVector rounded() {
        return new DoubleVector(t.to(ScalarType.Float).to(ScalarType.Double));
    }

    /** The number at a place. */
    public DoubleVector at(int place) {
        return new DoubleVector(t.narrow(0, place, 1));
    }

    /** The numbers at the places that an index names. */
    public DoubleVector at(Tensor index) {
        return new DoubleVector(t.index_select(0, index.t));
    }

    /** Places of the numbers from the largest to the smallest, equal ones in their order. */
    public Tensor descendingOrder() {
        return new Tensor(torch.argsort(t, true, 0, true));
    }

    /** this + other. */
    public DoubleVector plus(DoubleVector other) {
        return new DoubleVector(t.add(other.t));
    }

    /** this + number. */
    public DoubleVector plus(double number) {
        return new DoubleVector(t.add(new Scalar(number)));
    }

    /** this − other. */
    public DoubleVector minus(DoubleVector other) {
        return new DoubleVector(t.sub(other.t));
    }

    /** this · other. */
    public DoubleVector times(DoubleVector other) {
        return new DoubleVector(t.mul(other.t));
    }

    /** this · number. */
    public DoubleVector times(double number) {
        return new DoubleVector(t.mul(new Scalar(number)));
    }

    /** this / other. */
    public DoubleVector dividedBy(DoubleVector other) {
        return new DoubleVector(t.div(other.t));
    }

    /** this / number. */
    public DoubleVector dividedBy(double number) {
        return new DoubleVector(t.div(new Scalar(number)));
    }

    /** The larger of this and another, NaN where either is. */
    public DoubleVector max(DoubleVector other) {
        return new DoubleVector(torch.maximum(t, other.t));
    }

    /** The larger of this and a number, NaN where this is. */
    public DoubleVector atLeast(double number) {
        return new DoubleVector(t.clamp(new ScalarOptional(new Scalar(number)), new ScalarOptional()));
    }

    /** Moved into [low, high]. */
    public DoubleVector clip(double low, double high) {
        return new DoubleVector(t.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
    }

    /** The cosine of each angle. */
    public DoubleVector cos() {
        return new DoubleVector(t.cos());
    }

    /** The sine of each angle. */
    public DoubleVector sin() {
        return new DoubleVector(t.sin());
    }

    /** The angle of each cosine, in [0, π]. */
    public DoubleVector acos() {
        return new DoubleVector(t.acos());
    }

    /** e to the power of each number. */
    public DoubleVector exp() {
        return new DoubleVector(t.exp());
    }

    /** The natural logarithm of each number; −∞ of 0. */
    public DoubleVector log() {
        return new DoubleVector(t.log());
    }

    /** The natural logarithm of 1 and each number, exact also where that is small. */
    public DoubleVector log1p() {
        return new DoubleVector(t.log1p());
    }

    /** The square root of each number. */
    public DoubleVector sqrt() {
        return new DoubleVector(t.sqrt());
    }

    /** The square of each number. */
    public DoubleVector square() {
        return new DoubleVector(t.square());
    }

    /** The sum of all, a vector of one. */
    public DoubleVector sum() {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return new DoubleVector(t.sum(new long[] {0}, true, same));
        }
    }

    /** Where numbers are at most this one. */
    public Mask isAtMost(double number) {
        return new Mask(t.le(new Scalar(number)));
    }

    /** Where numbers are at most those of another vector. */
    public Mask isAtMost(DoubleVector other) {
        return new Mask(t.le(other.t));
    }

    /** Where numbers are less than this one. */
    public Mask isLess(double number) {
        return new Mask(t.lt(new Scalar(number)));
    }

    /** Where numbers are larger than this one. */
    public Mask isMore(double number) {
        return new Mask(t.gt(new Scalar(number)));
    }

    /** Where numbers lie in [low, high]. */
    public Mask isWithin(double low, double high) {
        return new Mask(t.ge(new Scalar(low)).logical_and(t.le(new Scalar(high))));
    }
}
