package org.idem.plan;

import java.util.Locale;

/**
 * What a part of the training's state takes.
 *
 * @param kind which part
 * @param perRank bytes of the rank that has most of it
 * @param bytes bytes of all ranks of the machine
 */
public record MemoryPart(Kind kind, long perRank, long bytes) {

    /** The parts that there are. */
    public enum Kind {
        /** The network's weights and running statistics, fp32. */
        WEIGHTS,
        /** A gradient for each weight, fp32. */
        GRADIENTS,
        /** What the optimizer remembers of the network. */
        OPTIMIZER,
        /** The moving average of the weights; only rank 0 has it. */
        AVERAGE,
        /** The weights once more in half precision. */
        HALF_WEIGHTS,
        /** The class centers. */
        CENTERS,
        /** What the optimizer and the loss remember of each class center. */
        CENTER_STATE,
        /** Logits and gradients of the sampled classes. */
        LOGITS,
        /** Activations that a pass keeps, and gradients on their way back. */
        ACTIVATIONS,
        /** Batches that are read ahead. */
        INPUT,
        /** The libraries and the Java machine, as measured of small trainings. */
        LIBRARIES;

        /** As JSON writes it: {@code half_weights}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
