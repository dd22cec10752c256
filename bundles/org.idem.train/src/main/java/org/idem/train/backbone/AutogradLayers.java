package org.idem.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import org.idem.model.Layer;
import org.idem.train.tensor.DjlArrays;
import org.idem.train.tensor.GradMode;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;

/**
 * Layers whose backward is libtorch's autograd: each is recorded on its own. One for each forward pass, on the rank's
 * thread.
 */
final class AutogradLayers {
    private final MixedPrecisionWeights weights;
    private final ForwardPass pass;
    private final NDManager manager;

    AutogradLayers(MixedPrecisionWeights weights, ForwardPass pass, NDManager manager) {
        this.weights = weights;
        this.pass = pass;
        this.manager = manager;
    }

    /**
     * Computes a layer and records it for backward.
     *
     * @param index position of the layer in {@link Graph#layers()}
     * @param images the pass's input, for layers without an input of their own
     */
    LayerOutput compute(int index, Layer layer, Block block, Tensor images, Tensor... inputs) {
        weights.zeroIfStale(layer);
        Tensor[] leaves = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            leaves[i] = GradMode.leaf(inputs[i]);
        }
        Tensor recorded = GradMode.run(true, () -> record(index, layer, block, images, leaves));
        Tensor[] saved = java.util.Arrays.copyOf(leaves, leaves.length + 1);
        saved[leaves.length] = recorded;
        return LayerOutput.of(recorded.detach(), gradient -> backward(recorded, leaves, gradient), saved);
    }

    private Tensor record(int index, Layer layer, Block block, Tensor images, Tensor... leaves) {
        NDArray[] values = new NDArray[index + 1];
        values[0] = DjlArrays.of(images, manager);
        for (int i = 0; i < leaves.length; i++) {
            values[layer.inputs().get(i)] = DjlArrays.of(leaves[i], manager);
        }
        NDArray computed = pass.compute(index, layer, block, values);
        Tensor value = DjlArrays.toTensor(computed);
        computed.close();
        for (NDArray given : values) {
            if (given != null) {
                given.close();
            }
        }
        return value;
    }

    private static Tensor[] backward(Tensor recorded, Tensor[] leaves, Tensor gradient) {
        Tensor g = ScalarTypes.castLike(gradient, recorded);
        GradMode.backward(recorded, g);
        g.close();
        Tensor[] gradients = new Tensor[leaves.length];
        for (int i = 0; i < leaves.length; i++) {
            gradients[i] = GradMode.gradient(leaves[i]);
        }
        return gradients;
    }
}
