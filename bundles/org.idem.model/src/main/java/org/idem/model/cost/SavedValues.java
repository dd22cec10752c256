package org.idem.model.cost;

import java.util.List;
import java.util.stream.Stream;
import org.idem.model.Layer;
import org.idem.model.ValueShape;

/**
 * What a layer keeps for its way back.
 *
 * @param values numbers of the values that it holds on to; memory that several layers hold is there once
 * @param own bytes for one image that no other layer sees
 */
record SavedValues(List<Integer> values, long own) {

    /**
     * Of a layer that makes value {@code output}.
     *
     * @param shapes of all values
     * @param formats of all values
     */
    static SavedValues of(Layer layer, int output, List<ValueShape> shapes, ValueFormats formats) {
        ValueShape made = shapes.get(output);
        if (layer instanceof Layer.Add) {
            return new SavedValues(List.of(), 0);
        }
        if (layer instanceof Layer.Conv conv) {
            return formats.isConverted(conv.input())
                    ? new SavedValues(List.of(), converted(conv.input(), shapes, formats))
                    : new SavedValues(layer.inputs(), 0);
        }
        if (layer instanceof Layer.Linear linear) {
            long copy = formats.isConverted(linear.input()) ? converted(linear.input(), shapes, formats) : 0;
            return new SavedValues(layer.inputs(), copy);
        }
        if (layer instanceof Layer.Attention attention) {
            return attention(attention, made, formats.isHalf(output));
        }
        if (layer instanceof Layer.BatchNorm || layer instanceof Layer.PRelu) {
            return new SavedValues(layer.inputs(), 0);
        }
        List<Integer> both =
                Stream.concat(layer.inputs().stream(), Stream.of(output)).toList();
        return new SavedValues(both, statistics(layer, made));
    }

    private static long converted(int input, List<ValueShape> shapes, ValueFormats formats) {
        return formats.computed(shapes.get(input).count());
    }

    /** Queries, keys and values by head, and the weights of the values. */
    private static SavedValues attention(Layer.Attention layer, ValueShape made, boolean half) {
        long tokens = made.length(0);
        long numbers = 3 * made.count() + layer.heads() * tokens * tokens;
        return new SavedValues(List.of(), numbers * (half ? 2 : Float.BYTES));
    }

    /** Mean and deviation of each token, row numbers of moved tokens, factors of a dropped path. */
    private static long statistics(Layer layer, ValueShape made) {
        if (layer instanceof Layer.LayerNorm) {
            return 2L * Float.BYTES * made.length(0);
        }
        if (layer instanceof Layer.KeepTokens || layer instanceof Layer.RestoreTokens) {
            return (long) Long.BYTES * made.length(0);
        }
        return layer instanceof Layer.DropPath ? Float.BYTES : 0;
    }
}
