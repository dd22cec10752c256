package org.idem.train.tensor;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A libtorch tensor: fp32, or int64 where it holds indices. Methods ending in an underscore work in place and return
 * this; views share memory with their origin. Inside a {@link TensorScope} a tensor lives as long as the scope, outside
 * until {@link #close()} or garbage collection. Shapes are written row-major, [n, d] being n rows of d values.
 */
public final class Tensor implements AutoCloseable {
    static {
        Libtorch.load();
    }

    /** For the operations of this package. */
    final org.bytedeco.pytorch.Tensor t;

    Tensor(org.bytedeco.pytorch.Tensor t) {
        this.t = t;
        SimulatedCards.check();
    }

    /** Zeros of a shape, fp32. */
    public static Tensor zeros(long... shape) {
        return new Tensor(Allocation.zeros(ScalarType.Float, shape));
    }

    /** Uninitialised memory of a shape, fp32. */
    public static Tensor empty(long... shape) {
        return new Tensor(Allocation.empty(ScalarType.Float, shape));
    }

    /** A copy of values in a shape whose product is the number of values; an upload. */
    public static Tensor of(float[] values, long... shape) {
        requireCount(values, product(shape));
        return ofRange(values, 0, shape);
    }

    /** A copy of as many values as a shape has, from {@code start} on; an upload. */
    public static Tensor ofRange(float[] values, int start, long... shape) {
        Objects.checkFromIndexSize(start, Math.toIntExact(product(shape)), values.length);
        return new Tensor(HostTransfer.upload(values, start, shape));
    }

    static long product(long... shape) {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        return count;
    }

    private static void requireCount(float[] values, long count) {
        if (values.length != count) {
            throw new IllegalArgumentException("values " + values.length + ", elements " + count);
        }
    }

    /** A vector of indices, int64; an upload. */
    public static Tensor indices(long... values) {
        return new Tensor(HostTransfer.upload(values));
    }

    /** A vector of integers, int32; an upload. */
    public static Tensor int32(int... values) {
        return new Tensor(HostTransfer.upload(ScalarType.Int, new long[] {values.length}, memory -> {
            try (IntPointer ints = new IntPointer(memory)) {
                ints.put(values);
            }
        }));
    }

    /** The elements of all tensors, each in row-major order, as one vector; fp32. */
    static Tensor join(Tensor... tensors) {
        return NativeCalls.single(() -> {
            TensorVector flat = new TensorVector();
            for (Tensor tensor : tensors) {
                flat.push_back(tensor.t.detach().to(ScalarType.Float).reshape(-1));
            }
            return torch.cat(flat);
        });
    }

    /** Where it is. */
    public Device device() {
        return HostTransfer.deviceOf(t);
    }

    /** Keeps this tensor beyond the scope it was made in; it is then freed by {@link #close()}. */
    public Tensor retain() {
        t.retainReference();
        return this;
    }

    @Override
    public void close() {
        t.close();
    }

    /** Returns the number of elements. */
    public long count() {
        return t.numel();
    }

    /** Returns the length of a dimension, counted from 0. */
    public long size(int dimension) {
        return t.size(dimension);
    }

    /** Returns the lengths of all dimensions. */
    public long[] shape() {
        long[] shape = new long[(int) t.dim()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = t.size(d);
        }
        return shape;
    }

    /** Another handle of the same memory, freed on its own. */
    public Tensor share() {
        return new Tensor(new org.bytedeco.pytorch.Tensor(t));
    }

    /** A view of rows [start, start + length). */
    public Tensor narrow(long start, long length) {
        return new Tensor(t.narrow(0, start, length));
    }

    /** A view in another shape; the memory must be contiguous. */
    public Tensor view(long... shape) {
        return new Tensor(t.view(shape));
    }

    /** A view with the dimensions in another order. */
    public Tensor permute(long... order) {
        return new Tensor(t.permute(order));
    }

    /** A view of a matrix with rows and columns exchanged. */
    public Tensor transpose() {
        return new Tensor(t.t());
    }

    /** This tensor in row-major memory, copied only where it is not. */
    public Tensor contiguous() {
        return new Tensor(t.contiguous());
    }

    /** [n, c, h, w] with channels innermost in memory; the shape stays. */
    public Tensor channelsLast() {
        return new Tensor(t.contiguous(MemoryFormat.ChannelsLast));
    }

    /** A tensor of the same values in memory of its own. */
    public Tensor duplicate() {
        return new Tensor(t.clone());
    }

    /** The same values in fp32; this tensor's memory where it is fp32 already. */
    public Tensor toFloat() {
        return new Tensor(t.to(ScalarType.Float));
    }

    /** All values in row-major order, converted to fp32; a download. */
    public float[] toFloats() {
        float[] out = new float[Math.toIntExact(count())];
        if (out.length == 0) {
            return out;
        }
        try (org.bytedeco.pytorch.Tensor plain = t.detach();
                org.bytedeco.pytorch.Tensor floats = plain.to(ScalarType.Float);
                org.bytedeco.pytorch.Tensor host = HostTransfer.onHost(floats);
                FloatPointer memory = new FloatPointer(host.data_ptr())) {
            memory.get(out);
        }
        SimulatedCards.check();
        return out;
    }

    /** The value of a tensor of one element, rounded to fp32; a download. */
    public double item() {
        return (float) HostTransfer.number(t);
    }

    /** Fills this contiguous fp32 tensor, in row-major order; an upload. */
    public Tensor copyFrom(float[] values) {
        requireCount(values, count());
        if (!t.is_contiguous()) {
            throw new IllegalArgumentException("Rows of a tensor that is not contiguous");
        }
        if (device().isHost()) {
            HostTransfer.fill(t, values);
        } else {
            try (org.bytedeco.pytorch.Tensor made = HostTransfer.upload(values, 0, shape())) {
                t.copy_(made);
            }
        }
        return this;
    }

    /** Sets every value to 0. */
    public Tensor zero_() {
        t.zero_();
        return this;
    }

    /** Sets everything to one value. */
    public Tensor fill_(double value) {
        t.fill_(new Scalar(value));
        return this;
    }

    /** Takes the values of another tensor of this shape and device, whatever its layout. */
    public Tensor copy_(Tensor from) {
        t.copy_(from.t);
        return this;
    }

    /** this += other. */
    public Tensor add_(Tensor other) {
        t.add_(other.t);
        return this;
    }

    /** this += factor · other. */
    public Tensor add_(Tensor other, double factor) {
        t.add_(other.t, new Scalar(factor));
        return this;
    }

    /** this += value. */
    public Tensor add_(double value) {
        t.add_(new Scalar(value));
        return this;
    }

    /** this −= other, broadcast. */
    public Tensor sub_(Tensor other) {
        t.sub_(other.t);
        return this;
    }

    /** this ·= factor. */
    public Tensor mul_(double factor) {
        t.mul_(new Scalar(factor));
        return this;
    }

    /** this ·= other, broadcast. */
    public Tensor mul_(Tensor other) {
        t.mul_(other.t);
        return this;
    }

    /** this /= divisor, exactly rounded. */
    public Tensor div_(double divisor) {
        t.div_(new Scalar(divisor));
        return this;
    }

    /** this /= other, broadcast. */
    public Tensor div_(Tensor other) {
        t.div_(other.t);
        return this;
    }

    /** this += factor · a · b. */
    public Tensor addcmul_(Tensor a, Tensor b, double factor) {
        t.addcmul_(a.t, b.t, new Scalar(factor));
        return this;
    }

    /** this += factor · a / b. */
    public Tensor addcdiv_(Tensor a, Tensor b, double factor) {
        t.addcdiv_(a.t, b.t, new Scalar(factor));
        return this;
    }

    /** Moves every value into [low, high]. */
    public Tensor clamp_(double low, double high) {
        t.clamp_(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
        return this;
    }

    /** Replaces each value x by e to the power of x. */
    public Tensor exp_() {
        t.exp_();
        return this;
    }

    /** Replaces each value by its square root; NaN below 0. */
    public Tensor sqrt_() {
        t.sqrt_();
        return this;
    }

    /** Writes the larger of both element by element. */
    public Tensor max_(Tensor other) {
        try (org.bytedeco.pytorch.Tensor larger = torch.maximum(t, other.t)) {
            t.copy_(larger);
        }
        return this;
    }

    /** Rows of {@code values} go to the rows named by {@code index}. */
    public Tensor indexCopy_(Tensor index, Tensor values) {
        t.index_copy_(0, index.t, values.t);
        return this;
    }

    /** Rows of {@code values} are added to the rows named by {@code index}. */
    public Tensor indexAdd_(Tensor index, Tensor values) {
        t.index_add_(0, index.t, values.t);
        return this;
    }

    /** The rows named by an index tensor. */
    public Tensor indexSelect(Tensor index) {
        return new Tensor(t.index_select(0, index.t));
    }

    /** Matrix product [a, b] · [b, c] → [a, c]. */
    public Tensor matmul(Tensor other) {
        return new Tensor(t.mm(other.t));
    }

    /** Returns the element-wise product, broadcast. */
    public Tensor mul(Tensor other) {
        return new Tensor(t.mul(other.t));
    }

    /** Returns the element-wise quotient, broadcast. */
    public Tensor div(Tensor other) {
        return new Tensor(t.div(other.t));
    }

    /** Largest value of each row of a matrix: [a, b] → [a]. */
    public Tensor rowMax() {
        return new Tensor(t.amax(new long[] {1}, false));
    }

    /** Sum of each row of a matrix: [a, b] → [a, 1]. */
    public Tensor rowSum() {
        try (ScalarTypeOptional none = new ScalarTypeOptional()) {
            return new Tensor(t.sum(new long[] {1}, true, none));
        }
    }

    /** Sum of each column of a matrix: [a, b] → [1, b]. */
    public Tensor columnSum() {
        try (ScalarTypeOptional none = new ScalarTypeOptional()) {
            return new Tensor(t.sum(new long[] {0}, true, none));
        }
    }

    /** sqrt(Σ x² + epsilon) of each row of a matrix: [a, b] → [a, 1]. */
    public Tensor rowNorms(double epsilon) {
        try (ScalarTypeOptional none = new ScalarTypeOptional()) {
            Tensor norms = new Tensor(torch.linalg_vector_norm(t, new Scalar(2.0), new long[] {1}, true, none));
            return norms.mul_(norms).add_(epsilon).sqrt_();
        }
    }

    /** Returns the square of each value. */
    public Tensor square() {
        return new Tensor(t.square());
    }

    /** Euclidean norm over all elements, of large buffers block by block; a download. */
    public double norm() {
        return Norms.of(this);
    }

    /** Sum over all elements, accumulated in double; a download. */
    public double sum() {
        try (ScalarTypeOptional type = new ScalarTypeOptional(ScalarType.Double);
                org.bytedeco.pytorch.Tensor sum = t.sum(type)) {
            return HostTransfer.number(sum);
        }
    }

    /** The same memory outside any recording. */
    public Tensor detach() {
        return new Tensor(t.detach());
    }
}
