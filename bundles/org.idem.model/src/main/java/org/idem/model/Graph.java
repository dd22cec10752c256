package org.idem.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.model.Layer.Add;
import org.idem.model.Layer.Attention;
import org.idem.model.Layer.BatchNorm;
import org.idem.model.Layer.Conv;
import org.idem.model.Layer.DropPath;
import org.idem.model.Layer.Flatten;
import org.idem.model.Layer.KeepTokens;
import org.idem.model.Layer.LayerNorm;
import org.idem.model.Layer.Learned;
import org.idem.model.Layer.Linear;
import org.idem.model.Layer.PRelu;
import org.idem.model.Layer.Relu6;
import org.idem.model.Layer.RestoreTokens;
import org.idem.model.Layer.Tokens;

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

    /** For each value the last layer that reads it, −1 where none does. */
    public int[] lastUses() {
        int[] last = new int[layers.size() + 1];
        Arrays.fill(last, -1);
        for (int i = 0; i < layers.size(); i++) {
            for (int input : layers.get(i).inputs()) {
                last[input] = i;
            }
        }
        return last;
    }

    /**
     * Shape of every value for one image: number 0 is the image, number i what layer i − 1 makes. A learned value has its
     * own shape, whatever the number of images.
     *
     * @param training whether tokens are left out as in training
     */
    public List<ValueShape> shapes(boolean training) {
        List<ValueShape> shapes = new ArrayList<>(layers.size() + 1);
        shapes.add(ValueShape.of(3, inputSize, inputSize));
        for (Layer layer : layers) {
            shapes.add(layer.shape(layer.inputs().stream().map(shapes::get).toList(), training));
        }
        return List.copyOf(shapes);
    }

    /** Returns the number of trainable values of all layers. */
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
            return write(new Conv(name, input, in, out, kernel, stride, padding, groups, false));
        }

        int patches(String name, int input, int in, int out, int side) {
            return write(new Conv(name, input, in, out, side, side, 0, 1, true));
        }

        int norm(String name, int input, int channels) {
            return norm(name, input, channels, BatchNorm.USUAL_EPSILON);
        }

        int norm(String name, int input, int channels, float epsilon) {
            return write(new BatchNorm(name, input, channels, false, epsilon));
        }

        int unitNorm(String name, int input, int channels) {
            return write(new BatchNorm(name, input, channels, true, BatchNorm.USUAL_EPSILON));
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

        int learned(String name, int rows, int width) {
            return write(new Learned(name, rows, width));
        }

        int tokens(int input) {
            return write(new Tokens(input));
        }

        int layerNorm(String name, int input, int width) {
            return write(new LayerNorm(name, input, width));
        }

        int attention(int input, int heads, int width) {
            return write(new Attention(input, heads, width));
        }

        int relu6(int input) {
            return write(new Relu6(input));
        }

        /** The input itself where nothing is to be dropped. */
        int dropPath(int input, double rate) {
            return rate == 0 ? input : write(new DropPath(input, rate));
        }

        int keepTokens(int input, double ratio) {
            return write(new KeepTokens(input, ratio));
        }

        int restoreTokens(int input, int filler, int tokens) {
            return write(new RestoreTokens(input, filler, tokens));
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
