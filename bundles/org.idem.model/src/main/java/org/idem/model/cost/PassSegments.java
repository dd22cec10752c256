package org.idem.model.cost;

import java.util.ArrayList;
import java.util.List;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.Recomputation;

/**
 * The order in which a training pass takes and gives memory: segment by segment forward, and back with those that were not
 * kept computed again.
 */
final class PassSegments {
    private final Graph graph;
    private final PassMemory memory;
    private final int[] lastUses;
    private final boolean[] present;
    private final Gradient[] gradients;
    private final List<Segment> segments = new ArrayList<>();

    /**
     * Layers [from, to).
     *
     * @param kept whether what they save is kept on the way forward
     * @param start values that a second computation starts from
     */
    private record Segment(int from, int to, boolean kept, List<Integer> start) {}

    /** A gradient on its way back; sums hand one and the same to both sides. */
    private static final class Gradient {
        private final long bytes;
        private int holders = 1;

        Gradient(long bytes) {
            this.bytes = bytes;
        }
    }

    PassSegments(Graph graph, PassMemory memory, Recomputation recomputation) {
        this.graph = graph;
        this.memory = memory;
        this.lastUses = graph.lastUses();
        this.present = new boolean[lastUses.length];
        this.gradients = new Gradient[lastUses.length];
        int from = 0;
        for (int to : recomputation.cuts(graph)) {
            segments.add(new Segment(from, to, false, new ArrayList<>()));
            from = to;
        }
        segments.add(new Segment(from, graph.layers().size(), true, List.of()));
    }

    void forward() {
        for (Segment segment : segments) {
            if (!segment.kept()) {
                for (int value = 1; value <= segment.from(); value++) {
                    if (present[value] && lastUses[value] >= segment.from()) {
                        memory.hold(value);
                        segment.start().add(value);
                    }
                }
            }
            compute(segment, segment.kept());
        }
    }

    private void compute(Segment segment, boolean keep) {
        for (int i = segment.from(); i < segment.to(); i++) {
            SavedValues saved = memory.saved(i + 1);
            memory.hold(i + 1);
            present[i + 1] = true;
            memory.take(saved.own());
            if (keep) {
                saved.values().forEach(memory::hold);
            } else {
                memory.give(saved.own());
            }
            for (int input : graph.layers().get(i).inputs()) {
                if (input > 0 && lastUses[input] == i && present[input]) {
                    memory.release(input);
                    present[input] = false;
                }
            }
        }
    }

    void backward() {
        int last = gradients.length - 1;
        gradients[last] = made(last);
        for (int s = segments.size() - 1; s >= 0; s--) {
            Segment segment = segments.get(s);
            if (!segment.kept()) {
                again(segment);
            }
            for (int i = segment.to() - 1; i >= segment.from(); i--) {
                back(i);
            }
        }
    }

    private void again(Segment segment) {
        segment.start().forEach(value -> present[value] = true);
        compute(segment, true);
        for (int value = 1; value < present.length - 1; value++) {
            if (present[value]) {
                memory.release(value);
                present[value] = false;
            }
        }
    }

    private void back(int index) {
        Layer layer = graph.layers().get(index);
        Gradient gradient = gradients[index + 1];
        gradients[index + 1] = null;
        if (gradient != null) {
            List<Gradient> given = new ArrayList<>();
            for (int input : layer.inputs()) {
                given.add(given(layer, input, gradient));
            }
            for (int k = 0; k < given.size(); k++) {
                hand(layer.inputs().get(k), given.get(k));
            }
            free(gradient);
        }
        SavedValues saved = memory.saved(index + 1);
        saved.values().forEach(memory::release);
        memory.give(saved.own());
    }

    private Gradient given(Layer layer, int input, Gradient gradient) {
        if (input == 0) {
            return null;
        }
        if (layer instanceof Layer.Add) {
            gradient.holders++;
            return gradient;
        }
        return made(input);
    }

    private void hand(int input, Gradient given) {
        if (given == null || gradients[input] == null) {
            gradients[input] = given;
            return;
        }
        Gradient sum = made(input);
        free(gradients[input]);
        free(given);
        gradients[input] = sum;
    }

    private Gradient made(int value) {
        Gradient gradient = new Gradient(memory.bytes(value));
        memory.take(gradient.bytes);
        return gradient;
    }

    private void free(Gradient gradient) {
        if (--gradient.holders == 0) {
            memory.give(gradient.bytes);
        }
    }
}
