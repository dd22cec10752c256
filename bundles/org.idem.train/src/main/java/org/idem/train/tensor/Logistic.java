package org.idem.train.tensor;

import org.bytedeco.pytorch.global.torch;

/** The logistic function and its integral, element by element. */
public final class Logistic {
    private Logistic() {}

    /** Turns x into 1 / (1 + e^−x), in place. */
    public static Tensor sigmoid_(Tensor x) {
        x.t.sigmoid_();
        return x;
    }

    /** log(1 + e^x), exact also where e^x is small beside 1. */
    public static Tensor softplus(Tensor x) {
        return new Tensor(torch.log1p(x.t.exp()));
    }
}
