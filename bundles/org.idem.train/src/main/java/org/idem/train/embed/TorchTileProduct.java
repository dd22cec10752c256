package org.idem.train.embed;

import org.idem.train.tensor.Device;
import org.idem.train.tensor.HostTransfer;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.idem.verify.doctor.TileProduct;

/** Products of embeddings by libtorch, in fp32, on the device of the thread that made it: all cores of this machine, or a card. */
public final class TorchTileProduct implements TileProduct {
    private final Device device = Device.current();
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
        left = device.compute(() ->
                TensorScope.compute(() -> Tensor.ofRange(rows, 0, count, width).retain()));
    }

    @Override
    public void multiply(float[] rows, int count, float[] out) {
        device.run(() -> TensorScope.run(() -> {
            Tensor right = Tensor.ofRange(rows, 0, count, dim);
            HostTransfer.download(left.matmul(right.transpose()), out);
        }));
    }

    @Override
    public void close() {
        if (left != null) {
            left.close();
            left = null;
        }
    }
}
