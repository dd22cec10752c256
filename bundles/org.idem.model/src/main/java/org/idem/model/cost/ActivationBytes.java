package org.idem.model.cost;

import org.idem.model.Graph;
import org.idem.model.Recomputation;

/**
 * Memory of a training pass over one image, weights and their gradients not counted, nor the scratch space of a single
 * convolution.
 *
 * @param kept bytes held when the way forward ends
 * @param peak bytes held at the worst moment, gradients of activations included
 */
public record ActivationBytes(long kept, long peak) {

    /** Goes through a pass forward and back and counts; takes about a millisecond. */
    static ActivationBytes of(Graph graph, NumberFormat format, Recomputation recomputation) {
        PassMemory memory = new PassMemory(graph, format);
        PassSegments segments = new PassSegments(graph, memory, recomputation);
        segments.forward();
        long kept = memory.held();
        segments.backward();
        return new ActivationBytes(kept, memory.peak());
    }
}
