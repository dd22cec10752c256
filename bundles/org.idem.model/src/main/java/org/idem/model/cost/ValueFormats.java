package org.idem.model.cost;

import java.util.List;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.ValueShape;

/**
 * In which format the values of a training pass are stored. In half precision convolutions and token-wise products give
 * half values; images, learned values, dropped paths, sums with one of them and the closing rows stay in fp32.
 */
final class ValueFormats {
    private final NumberFormat computed;
    private final List<ValueShape> shapes;
    private final boolean[] half;

    ValueFormats(Graph graph, List<ValueShape> shapes, NumberFormat computed) {
        this.computed = computed;
        this.shapes = shapes;
        this.half = new boolean[shapes.size()];
        for (int i = 0; i < graph.layers().size(); i++) {
            half[i + 1] = computed != NumberFormat.FP32 && isHalf(graph.layers().get(i), i + 1);
        }
    }

    private boolean isHalf(Layer layer, int value) {
        if (layer instanceof Layer.Conv) {
            return true;
        }
        if (layer instanceof Layer.Linear) {
            return shapes.get(value).lengths().size() > 1;
        }
        if (layer instanceof Layer.Attention) {
            return computed == NumberFormat.BF16;
        }
        if (layer instanceof Layer.DropPath || layer instanceof Layer.Learned) {
            return false;
        }
        return layer.inputs().stream().allMatch(input -> half[input]);
    }

    /** Whether a value is stored in half precision. */
    boolean isHalf(int value) {
        return half[value];
    }

    /** Bytes of so many numbers in the format that products are computed in. */
    long computed(long numbers) {
        return numbers * computed.bytes();
    }

    /** Whether a value must be copied to be multiplied. */
    boolean isConverted(int value) {
        return computed != NumberFormat.FP32 && !half[value];
    }

    /** Bytes of a value for one image. */
    long bytes(int value) {
        return shapes.get(value).count() * (half[value] ? computed.bytes() : Float.BYTES);
    }
}
