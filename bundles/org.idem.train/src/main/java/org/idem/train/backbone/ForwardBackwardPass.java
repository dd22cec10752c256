package org.idem.train.backbone;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.Recomputation;
import org.idem.train.tensor.GradMode;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;

/**
 * One batch, forward and backward: embeddings, and the gradients of all parameters. It belongs to the scope in which it
 * was begun and is used on its thread.
 */
public final class ForwardBackwardPass {
    private final Graph graph;
    private final GraphBlock blocks;
    private final MixedPrecisionWeights weights;
    private final ForwardPass pass;
    private final NDManager manager;
    private final Tensor images;
    private final int[] lastUse;
    private final List<Segment> segments = new ArrayList<>();
    private final Tensor embeddings;

    ForwardBackwardPass(
            Graph graph,
            GraphBlock blocks,
            MixedPrecisionWeights weights,
            ForwardPass pass,
            NDManager manager,
            Tensor images,
            Recomputation recomputation) {
        this.graph = graph;
        this.blocks = blocks;
        this.weights = weights;
        this.pass = pass;
        this.manager = manager;
        this.images = images;
        this.lastUse = graph.lastUses();
        this.embeddings = GradMode.run(false, () -> forward(recomputation.cuts(graph)));
    }

    /** The embeddings, fp32 [n, dim], not normalized. */
    public Tensor embeddings() {
        return embeddings;
    }

    /** Tensors that are saved for backward, parameters among them; several may be views of the same memory. */
    List<Tensor> saved() {
        List<Tensor> saved = new ArrayList<>(List.of(images, embeddings));
        for (Segment segment : segments) {
            segment.outputs.forEach(output -> saved.addAll(output.saved()));
            Arrays.stream(segment.start).filter(Objects::nonNull).forEach(saved::add);
        }
        return saved;
    }

    private Tensor forward(List<Integer> cuts) {
        Tensor[] values = new Tensor[graph.layers().size() + 1];
        values[0] = images;
        int from = 0;
        for (int to : cuts) {
            segments.add(new Segment(from, to, false));
            from = to;
        }
        segments.add(new Segment(from, graph.layers().size(), true));
        segments.forEach(segment -> segment.forward(values));
        return values[values.length - 1];
    }

    /**
     * Accumulates the gradients of all parameters into the flat buffer; called once.
     *
     * @param gradient of the loss with respect to the embeddings, [n, dim]
     */
    public void backward(Tensor gradient) {
        GradMode.run(false, () -> {
            Tensor[] gradients = new Tensor[graph.layers().size() + 1];
            gradients[gradients.length - 1] = gradient.share();
            for (int i = segments.size() - 1; i >= 0; i--) {
                segments.get(i).backward(gradients);
            }
            return null;
        });
    }

    /** Layers that follow each other: saved as they are computed, or recomputed in backward. */
    private final class Segment {
        private final int from;
        private final int to;
        private final boolean recorded;
        private final List<LayerOutput> outputs = new ArrayList<>();
        /** Inputs of the recomputation, by number of the value. */
        private final Tensor[] start;

        Segment(int from, int to, boolean recorded) {
            this.from = from;
            this.to = to;
            this.recorded = recorded;
            this.start = new Tensor[from + 1];
        }

        void forward(Tensor[] values) {
            if (!recorded) {
                for (int value = 1; value <= from; value++) {
                    start[value] = values[value] != null && lastUse[value] >= from ? values[value].share() : null;
                }
            }
            compute(values, true, recorded);
        }

        private void compute(Tensor[] values, boolean first, boolean save) {
            ManualLayers manual = new ManualLayers(weights, first);
            AutogradLayers autograd = new AutogradLayers(weights, pass, manager);
            for (int i = from; i < to; i++) {
                Layer layer = graph.layers().get(i);
                Tensor[] inputs =
                        layer.inputs().stream().map(input -> values[input]).toArray(Tensor[]::new);
                LayerOutput output = manual.compute(layer, inputs);
                if (output == null) {
                    Block block = blocks.blockAt(i);
                    output = autograd.compute(i, layer, block, images, inputs);
                }
                values[i + 1] = output.value();
                if (save) {
                    outputs.add(output);
                } else {
                    output.free();
                }
                release(i, layer, values);
            }
        }

        private void release(int index, Layer layer, Tensor[] values) {
            for (int input : layer.inputs()) {
                if (input > 0 && lastUse[input] == index && values[input] != null) {
                    values[input].close();
                    values[input] = null;
                }
            }
        }

        void backward(Tensor[] gradients) {
            if (!recorded) {
                recompute();
            }
            for (int i = to - 1; i >= from; i--) {
                Tensor gradient = gradients[i + 1];
                gradients[i + 1] = null;
                Layer layer = graph.layers().get(i);
                LayerOutput output = outputs.get(i - from);
                if (gradient == null) {
                    weights.zeroIfStale(layer);
                } else {
                    accumulate(layer, output.backward().apply(gradient), gradients);
                    gradient.close();
                }
                output.free();
            }
            outputs.clear();
        }

        private void recompute() {
            Tensor[] values = new Tensor[graph.layers().size() + 1];
            values[0] = images;
            System.arraycopy(start, 1, values, 1, from);
            compute(values, false, true);
            for (int value = 1; value < values.length; value++) {
                if (values[value] != null) {
                    values[value].close();
                }
            }
        }

        private void accumulate(Layer layer, Tensor[] inputGradients, Tensor[] gradients) {
            for (int k = 0; k < inputGradients.length; k++) {
                int input = layer.inputs().get(k);
                if (inputGradients[k] == null || input == 0) {
                    continue;
                }
                if (gradients[input] == null) {
                    gradients[input] = inputGradients[k];
                } else {
                    Tensor sum = ScalarTypes.add(gradients[input], inputGradients[k]);
                    gradients[input].close();
                    inputGradients[k].close();
                    gradients[input] = sum;
                }
            }
        }
    }
}
