package org.idem.train.backbone;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.Recomputation;
import org.idem.train.kernels.Kernels;
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
    private final Kernels kernels;
    private final ForwardPass pass;
    private final NDManager manager;
    private final Tensor images;
    private final int[] lastUse;
    private final long[] endsBefore;
    private final List<Segment> segments = new ArrayList<>();
    private final Tensor embeddings;

    ForwardBackwardPass(
            Graph graph,
            GraphBlock blocks,
            MixedPrecisionWeights weights,
            Kernels kernels,
            ForwardPass pass,
            NDManager manager,
            Tensor images,
            Recomputation recomputation) {
        this.graph = graph;
        this.blocks = blocks;
        this.weights = weights;
        this.kernels = kernels;
        this.pass = pass;
        this.manager = manager;
        this.images = images;
        this.lastUse = graph.lastUses();
        this.endsBefore = weights.endsBefore();
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
            segment.computed.forEach(one -> saved.addAll(one.output().saved()));
            Arrays.stream(segment.start).filter(Objects::nonNull).forEach(saved::add);
        }
        return saved;
    }

    /** Number of operations whose backward is saved; layers that are computed in one count once. */
    int operations() {
        return segments.stream().mapToInt(segment -> segment.computed.size()).sum();
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
        backward(gradient, from -> {});
    }

    /**
     * As {@link #backward(Tensor)}, and tells how far it is.
     *
     * @param finished takes positions in the flat buffer: from there to its end all gradients of this pass are in it
     */
    public void backward(Tensor gradient, LongConsumer finished) {
        GradMode.run(false, () -> {
            Tensor[] gradients = new Tensor[graph.layers().size() + 1];
            gradients[gradients.length - 1] = gradient.share();
            for (int i = segments.size() - 1; i >= 0; i--) {
                segments.get(i).backward(gradients, finished);
            }
            return null;
        });
    }

    /** Layers [first, last] that were computed in one, mostly one layer. */
    private record Computed(int first, int last, LayerOutput output) {}

    /** Layers that follow each other: saved as they are computed, or recomputed in backward. */
    private final class Segment {
        private final int from;
        private final int to;
        private final boolean recorded;
        private final List<Computed> computed = new ArrayList<>();
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
            ManualLayers manual = new ManualLayers(weights, kernels, first);
            AutogradLayers autograd = new AutogradLayers(weights, pass, manager);
            int next;
            for (int i = from; i < to; i = next) {
                Layer layer = graph.layers().get(i);
                Tensor[] inputs =
                        layer.inputs().stream().map(input -> values[input]).toArray(Tensor[]::new);
                LayerOutput output;
                if (isNormPrelu(i) && kernels.takesNormPrelu(inputs[0])) {
                    output = manual.normPrelu(
                            (Layer.BatchNorm) layer,
                            (Layer.PRelu) graph.layers().get(i + 1),
                            inputs[0]);
                    next = i + 2;
                } else {
                    output = manual.compute(layer, inputs);
                    if (output == null) {
                        output = autograd.compute(i, layer, blocks.blockAt(i), images, inputs);
                    }
                    next = i + 1;
                }
                values[next] = output.value();
                if (save) {
                    computed.add(new Computed(i, next - 1, output));
                } else {
                    output.free();
                }
                release(i, layer, values);
            }
        }

        /** Whether a normalization is followed by the PReLU that alone reads it, in this segment. */
        private boolean isNormPrelu(int index) {
            return index + 1 < to
                    && graph.layers().get(index) instanceof Layer.BatchNorm
                    && graph.layers().get(index + 1) instanceof Layer.PRelu prelu
                    && prelu.input() == index + 1
                    && lastUse[index + 1] == index + 1;
        }

        private void release(int index, Layer layer, Tensor[] values) {
            for (int input : layer.inputs()) {
                if (input > 0 && lastUse[input] == index && values[input] != null) {
                    values[input].close();
                    values[input] = null;
                }
            }
        }

        void backward(Tensor[] gradients, LongConsumer finished) {
            if (!recorded) {
                recompute();
            }
            for (int i = computed.size() - 1; i >= 0; i--) {
                Computed one = computed.get(i);
                Tensor gradient = gradients[one.last() + 1];
                gradients[one.last() + 1] = null;
                if (gradient == null) {
                    graph.layers().subList(one.first(), one.last() + 1).forEach(weights::zeroIfStale);
                } else {
                    Layer reader = graph.layers().get(one.first());
                    accumulate(reader, one.output().backward().apply(gradient), gradients);
                    gradient.close();
                }
                one.output().free();
                finished.accept(endsBefore[one.first()]);
            }
            computed.clear();
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
