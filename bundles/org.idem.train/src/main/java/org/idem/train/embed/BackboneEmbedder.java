package org.idem.train.embed;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.model.Graph;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import org.idem.verify.Embedder;

/** A trained network in evaluation mode, on the device of the thread that made it: all cores of this machine, or a card. */
public final class BackboneEmbedder implements Embedder {
    private final ModelDescription model;
    private final Backbone backbone;
    private final boolean owned;
    private final Device device = Device.current();

    private BackboneEmbedder(ModelDescription model, Backbone backbone, boolean owned) {
        this.model = model;
        this.backbone = backbone;
        this.owned = owned;
    }

    /**
     * Loads the weights of a checkpoint; the calling thread computes with all cores from now on.
     *
     * @param checkpoint folder
     * @throws org.idem.core.InputException if it is damaged
     */
    public static BackboneEmbedder load(Path checkpoint) {
        return load(checkpoint, Checkpoint::loadInto);
    }

    /**
     * As {@link #load(Path)}, but the moving average of the weights.
     *
     * @throws org.idem.core.InputException if it is damaged or has none
     */
    public static BackboneEmbedder loadAverage(Path checkpoint) {
        return load(checkpoint, Checkpoint::loadAverageInto);
    }

    private static BackboneEmbedder load(Path checkpoint, BiConsumer<Checkpoint, Backbone> weights) {
        Checkpoint from = Checkpoint.at(checkpoint);
        return create(from.model(), backbone -> weights.accept(from, backbone));
    }

    /**
     * Makes a network and has its weights set; the calling thread computes with all cores from now on.
     *
     * @param weights sets them; what it throws is thrown on
     */
    public static BackboneEmbedder create(ModelDescription model, Consumer<Backbone> weights) {
        Libtorch.load();
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        Backbone backbone = Backbones.create(model.spec(), model.channelsLast(), 0);
        try {
            weights.accept(backbone);
        } catch (RuntimeException e) {
            backbone.close();
            throw e;
        }
        return new BackboneEmbedder(model, backbone, true);
    }

    /** The same network with other weights, to be closed on its own. */
    public BackboneEmbedder withWeights(Consumer<Backbone> weights) {
        return device.compute(() -> create(model, weights));
    }

    /** The network as it stands in a training; it is not closed with the embedder. */
    public static BackboneEmbedder over(Backbone backbone, ModelDescription model) {
        return new BackboneEmbedder(model, backbone, false);
    }

    @Override
    public int dim() {
        return model.dim();
    }

    @Override
    public int inputSize() {
        return model.inputSize();
    }

    @Override
    public TransformPipeline transforms() {
        return Transforms.of(model.transforms(), model.inputSize()).deterministic();
    }

    /** What is computed, for export. */
    public Graph graph() {
        return backbone.graph();
    }

    /** Weights and running statistics by PLSC's names, row-major. */
    public Map<String, float[]> weights() {
        return device.compute(backbone::stateDict);
    }

    @Override
    public float[] embed(float[] chw, int n) {
        return device.compute(() -> backbone.embed(chw, n));
    }

    @Override
    public void close() {
        if (owned) {
            backbone.close();
        }
    }
}
