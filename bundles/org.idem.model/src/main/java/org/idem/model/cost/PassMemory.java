package org.idem.model.cost;

import java.util.List;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.ValueShape;

/** What is in memory at a moment of a training pass: values that are held, once however often, and what comes and goes. */
final class PassMemory {
    private final Graph graph;
    private final ValueFormats formats;
    private final SavedValues[] saved;
    /** The value whose memory a value is; itself where it has its own. */
    private final int[] origin;

    private final int[] holders;
    private long held;
    private long peak;

    PassMemory(Graph graph, NumberFormat format) {
        this.graph = graph;
        List<ValueShape> shapes = graph.shapes(true);
        this.formats = new ValueFormats(graph, shapes, format);
        this.saved = new SavedValues[shapes.size()];
        this.origin = new int[shapes.size()];
        this.holders = new int[shapes.size()];
        for (int value = 1; value < shapes.size(); value++) {
            Layer layer = graph.layers().get(value - 1);
            saved[value] = SavedValues.of(layer, value, shapes, formats);
            origin[value] = isView(layer, shapes) ? origin[layer.inputs().get(0)] : value;
        }
        hold(0);
    }

    /** In channels-last memory tokens are a map seen otherwise; a map in rows is a copy unless it is one pixel. */
    private static boolean isView(Layer layer, List<ValueShape> shapes) {
        if (layer instanceof Layer.Flatten flatten) {
            ValueShape x = shapes.get(flatten.input());
            return x.lengths().size() < 3 || x.length(1) * x.length(2) == 1;
        }
        return layer instanceof Layer.Tokens;
    }

    /** Bytes of a value; a learned one is a parameter and none of these. */
    long bytes(int value) {
        boolean learned = value > 0 && graph.layers().get(value - 1) instanceof Layer.Learned;
        return learned ? 0 : formats.bytes(value);
    }

    /** What the layer that makes a value keeps for its way back. */
    SavedValues saved(int value) {
        return saved[value];
    }

    void hold(int value) {
        int memory = origin[value];
        if (holders[memory]++ == 0) {
            take(bytes(memory));
        }
    }

    void release(int value) {
        int memory = origin[value];
        if (--holders[memory] == 0) {
            give(bytes(memory));
        }
    }

    void take(long bytes) {
        held += bytes;
        peak = Math.max(peak, held);
    }

    void give(long bytes) {
        held -= bytes;
    }

    /** Bytes held now. */
    long held() {
        return held;
    }

    /** The most bytes that were held at a time. */
    long peak() {
        return peak;
    }

    /** Bytes kept when the way forward ends and nothing is recomputed, by the value that they belong to. */
    long[] keptByValue() {
        boolean[] counted = new boolean[origin.length];
        long[] kept = new long[origin.length];
        for (int value = 1; value < origin.length; value++) {
            kept[value] += saved[value].own();
            for (int other : saved[value].values()) {
                int memory = origin[other];
                kept[memory] += counted[memory] ? 0 : bytes(memory);
                counted[memory] = true;
            }
        }
        kept[0] = bytes(0);
        return kept;
    }
}
