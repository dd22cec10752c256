package org.idem.train.tensor;

import org.bytedeco.pytorch.ScalarTypeOptional;

/** Means of a tensor over one axis. */
public final class Means {
    private Means() {}

    /** Mean over an axis, from 0, which stays with length 1. */
    public static Tensor along(Tensor x, int axis) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return new Tensor(x.t.mean(new long[] {axis}, true, same));
        }
    }
}
