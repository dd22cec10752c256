package org.idem.train.optim;

import java.util.Map;
import org.idem.train.tensor.Tensor;

/** The trainable tensors of a network in flat buffers of one layout. */
public interface ParameterBuffers {
    /** All values, one tensor after the other. */
    Tensor values();

    /** All gradients in the same order. */
    Tensor gradients();

    /** Where each tensor stands, ascending and without gaps. */
    Map<String, BufferRange> ranges();

    /** Shape of a named tensor. */
    long[] shape(String name);

    /** A named tensor in a flat buffer of this layout: a view in its own shape, whatever the order in memory. */
    Tensor view(Tensor buffer, String name);

    /** What stands at a range of a flat buffer, as one row. */
    default Tensor flat(Tensor buffer, String name) {
        BufferRange range = ranges().get(name);
        return buffer.narrow(range.start(), range.length());
    }
}
