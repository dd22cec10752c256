package org.idem.train.optim;

import java.util.Map;
import org.idem.train.tensor.Tensor;

/** The trainable tensors of a network in flat buffers of one layout. */
public interface ParameterBuffers {
    /** Values of all tensors, one after the other, fp32. */
    Tensor values();

    /** Gradients in the same order, fp32. */
    Tensor gradients();

    /** Position of each tensor, ascending and without gaps. */
    Map<String, BufferRange> ranges();

    /** Shape of a named tensor. */
    long[] shape(String name);

    /** View of a named tensor in a flat buffer of this layout, in its own shape. */
    Tensor view(Tensor buffer, String name);

    /** View of a named tensor in a flat buffer of this layout, as one row. */
    default Tensor flat(Tensor buffer, String name) {
        BufferRange range = ranges().get(name);
        return buffer.narrow(range.start(), range.length());
    }
}
