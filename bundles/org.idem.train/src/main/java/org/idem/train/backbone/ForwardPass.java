package org.idem.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.idem.model.Layer;
import org.idem.train.tensor.DjlArrays;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TokenOps;

/** One forward pass through a network: computes layer by layer and remembers which tokens were left out. */
final class ForwardPass {
    private final ParameterStore store;
    private final LayerRandom random;
    private TokenMask mask;

    /**
     * With the parameters of a store.
     *
     * @param random null outside training
     */
    ForwardPass(ParameterStore store, LayerRandom random) {
        this.store = store;
        this.random = random;
    }

    /**
     * The value of a layer; the first input itself where the layer does not change it.
     *
     * @param index position of the layer in {@link Graph#layers()}
     * @param block of the layer, null where it has no parameters
     * @param values by number, 0 being the images
     */
    NDArray compute(int index, Layer layer, Block block, NDArray[] values) {
        NDArray x = values[layer.inputs().isEmpty() ? 0 : layer.inputs().get(0)];
        if (block != null) {
            NDArray y = block.forward(store, new NDList(x), random != null).singletonOrThrow();
            return layer instanceof Layer.Linear && y.getShape().dimension() == 2 ? toFloat(y) : y;
        }
        if (layer instanceof Layer.Add add) {
            return x.add(values[add.right()]);
        }
        if (layer instanceof Layer.Flatten) {
            long length = x.getShape().size() / x.getShape().get(0);
            return x.reshape(x.getShape().get(0), length);
        }
        if (layer instanceof Layer.Tokens) {
            return TokenOps.map(x, TokenOps::fromImage);
        }
        if (layer instanceof Layer.Attention attention) {
            return TokenOps.map(x, qkv -> TokenOps.attention(qkv, attention.heads()));
        }
        if (layer instanceof Layer.Relu6) {
            return TokenOps.map(x, TokenOps::relu6);
        }
        return random == null ? x : computeRandom(index, layer, x, values);
    }

    private NDArray computeRandom(int index, Layer layer, NDArray x, NDArray[] values) {
        int images = (int) x.getShape().get(0);
        if (layer instanceof Layer.DropPath path) {
            float[] factors = factors(random.uniform(index, images, 1), (float) (1 - path.rate()));
            return TokenOps.map(x, branch -> branch.mul(Tensor.of(factors, images, 1, 1)));
        }
        int tokens = (int) x.getShape().get(1);
        if (layer instanceof Layer.KeepTokens keep) {
            mask = TokenMask.of(random.uniform(index, images, tokens), images, keep.kept(tokens));
            return TokenOps.map(x, all -> TokenOps.gather(all, mask.kept(), images));
        }
        if (layer instanceof Layer.RestoreTokens restore) {
            Tensor filler = DjlArrays.toTensor(values[restore.filler()]);
            return TokenOps.map(
                    x, kept -> TokenOps.gather(TokenOps.appendRow(kept, filler), mask.restoreIndex(), images));
        }
        throw new IllegalArgumentException("Nothing is known about " + layer);
    }

    private static float[] factors(float[] uniform, float keepRate) {
        float[] factors = new float[uniform.length];
        for (int i = 0; i < uniform.length; i++) {
            factors[i] = (float) Math.floor(keepRate + uniform[i]) / keepRate;
        }
        return factors;
    }

    /** The last normalizations are computed in fp32 whatever came before. */
    private static NDArray toFloat(NDArray y) {
        if (y.getDataType() == DataType.FLOAT32) {
            return y;
        }
        try (Tensor narrow = DjlArrays.toTensor(y);
                Tensor wide = narrow.toFloat()) {
            NDArray converted = DjlArrays.of(wide, y.getManager());
            y.close();
            return converted;
        }
    }
}
