package org.idem.train.backbone;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.backbone.Layer.Add;
import org.idem.train.backbone.Layer.BatchNorm;
import org.idem.train.backbone.Layer.Conv;
import org.idem.train.backbone.Layer.Flatten;
import org.idem.train.backbone.Layer.Linear;
import org.idem.train.backbone.Layer.PRelu;

/**
 * A whole network: what is computed in which order from an image batch [n, 3, inputSize, inputSize] to embeddings
 * [n, dim], the output of the last layer. Embeddings are not normalised.
 *
 * @param name registry name
 * @param inputSize side of the square input in pixels
 * @param dim length of an embedding
 * @param layers in order of computation
 */
public record Graph(String name, int inputSize, int dim, List<Layer> layers) {
    public Graph {
        layers = List.copyOf(layers);
    }

    /** All tensors in the order of PLSC's state dictionary. */
    public List<TensorSpec> tensors() {
        return layers.stream().flatMap(layer -> layer.tensors().stream()).toList();
    }

    /** Number of trainable values. */
    public long parameters() {
        return tensors().stream()
                .filter(spec -> spec.kind().trainable())
                .mapToLong(TensorSpec::count)
                .sum();
    }

    /** Writes layers down one after the other; every method returns the number of the value that it makes. */
    static final class Writer {
        private final List<Layer> layers = new ArrayList<>();

        int conv(String name, int input, int in, int out, int kernel, int stride, int padding, int groups) {
            return write(new Conv(name, input, in, out, kernel, stride, padding, groups));
        }

        int norm(String name, int input, int channels) {
            return write(new BatchNorm(name, input, channels, false));
        }

        int unitNorm(String name, int input, int channels) {
            return write(new BatchNorm(name, input, channels, true));
        }

        int prelu(String name, int input, int channels) {
            return write(new PRelu(name, input, channels));
        }

        int add(int left, int right) {
            return write(new Add(left, right));
        }

        int flatten(int input) {
            return write(new Flatten(input));
        }

        int linear(String name, int input, int in, int out, boolean bias) {
            return write(new Linear(name, input, in, out, bias));
        }

        Graph graph(String name, int inputSize, int dim) {
            return new Graph(name, inputSize, dim, layers);
        }

        private int write(Layer layer) {
            layers.add(layer);
            return layers.size();
        }
    }
}
