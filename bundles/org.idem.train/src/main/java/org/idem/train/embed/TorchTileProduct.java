package org.idem.train.embed;

import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.idem.verify.doctor.TileProduct;

/** Products of embeddings by libtorch, in fp32 on all cores of this machine. */
public final class TorchTileProduct implements TileProduct {
    private Tensor left;
    private int dim;

    /** The calling thread computes with all cores from now on. */
    public TorchTileProduct() {
        Libtorch.load();
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void setLeft(float[] rows, int count, int width) {
        close();
        dim = width;
        left = TensorScope.compute(() -> Tensor.empty(count, width).retain());
        left.buffer().put(rows, 0, count * width);
    }

    @Override
    public void multiply(float[] rows, int count, float[] out) {
        TensorScope.run(() -> {
            Tensor right = Tensor.empty(count, dim);
            right.buffer().put(rows, 0, count * dim);
            Tensor product = left.matmul(right.transpose());
            product.buffer().get(out, 0, Math.toIntExact(product.count()));
        });
    }

    @Override
    public void close() {
        if (left != null) {
            left.close();
            left = null;
        }
    }
}
