package org.idem.train.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operations of transformers besides matrix products. Tokens are [n, t, d]: n images of t tokens of length d. */
public final class TokenOps {
    private TokenOps() {}

    /** Applies an operation to a DJL array; intermediate tensors are freed, what is recorded stays recorded. */
    public static NDArray map(NDArray x, UnaryOperator<Tensor> operation) {
        return map(x, x.getManager(), operation);
    }

    /** As {@link #map(NDArray, UnaryOperator)}, the result owned by another manager. */
    public static NDArray map(NDArray x, NDManager owner, UnaryOperator<Tensor> operation) {
        PointerScope scope = new PointerScope();
        try {
            return DjlArrays.of(operation.apply(DjlArrays.toTensor(x)), owner);
        } finally {
            scope.close();
        }
    }

    /** [n, c, h, w] → [n, h·w, c]. */
    public static Tensor fromImage(Tensor x) {
        long[] shape = x.shape();
        return x.permute(0, 2, 3, 1).contiguous().view(shape[0], shape[2] * shape[3], shape[1]);
    }

    /** min(max(0, x), 6). */
    public static Tensor relu6(Tensor x) {
        return new Tensor(torch.relu6(x.t));
    }

    /**
     * softmax(q · kᵀ / √(d / heads)) · v for each head, in fp32 whatever the precision around: the products of
     * queries and keys overflow half precision.
     *
     * @param qkv queries, keys and values side by side, [n, t, 3d]
     * @return [n, t, d]
     */
    public static Tensor attention(Tensor qkv, int heads) {
        return Autocast.runDisabled(() -> {
            long n = qkv.size(0);
            long t = qkv.size(1);
            long width = qkv.size(2) / 3;
            org.bytedeco.pytorch.Tensor split =
                    qkv.toFloat().view(n, t, 3, heads, width / heads).permute(2, 0, 3, 1, 4).t;
            org.bytedeco.pytorch.Tensor attended =
                    torch.scaled_dot_product_attention(split.select(0, 0), split.select(0, 1), split.select(0, 2));
            return new Tensor(attended).permute(0, 2, 1, 3).contiguous().view(n, t, width);
        });
    }

    /** Chosen rows of [.., d] seen as a matrix, divided evenly over n images: [n, rows / n, d]. */
    public static Tensor gather(Tensor x, long[] rows, int n) {
        long width = x.size(x.shape().length - 1);
        Tensor matrix = x.contiguous().view(-1, width);
        return matrix.indexSelect(Tensor.indices(rows)).view(n, rows.length / n, width);
    }

    /**
     * All tokens as one matrix with one more row below: [n · t + 1, d].
     *
     * @param row [1, 1, d]
     */
    public static Tensor appendRow(Tensor x, Tensor row) {
        long width = x.size(2);
        TensorVector both = new TensorVector(x.contiguous().view(-1, width).t, row.view(1, width).t);
        return new Tensor(torch.cat(both));
    }
}
