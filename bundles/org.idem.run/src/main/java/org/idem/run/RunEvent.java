package org.idem.run;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that a trainer noticed and that its user should know.
 *
 * @param step optimizer step after which it was noticed, from 1; 0 before the first
 * @param when it was noticed
 * @param kind what it is
 * @param parameter name of the tensor that it was noticed in, empty where there is none
 * @param message one line for people
 * @param handling what was done about it
 */
public record RunEvent(long step, Instant when, Kind kind, String parameter, String message, Handling handling) {

    /** What was noticed in a training. */
    public enum Kind {
        /** The loss is NaN or infinite. */
        LOSS_NOT_FINITE,
        /** A gradient is NaN or infinite. */
        GRADIENT_NOT_FINITE,
        /** A weight, a running statistic or a class center is NaN or infinite. */
        WEIGHT_NOT_FINITE,
        /** Gradients overflow though the loss is no longer scaled up. */
        LOSS_SCALE_AT_FLOOR,
        /** The loss no longer moves, at the level of a guess. */
        LOSS_FLAT,
        /** The norm of the gradient is many times what it was. */
        GRADIENT_GROWS,
        /** Embeddings no longer tell people apart. */
        EMBEDDINGS_COLLAPSE,
        /** Steps wait for their images. */
        DATA_STARVATION,
        /** All workers wait for one of them. */
        SLOW_WORKER,
        /** The accuracy of a verification stays that of a guess. */
        VERIFICATION_AT_CHANCE,
        /** The accuracy of a verification falls while the loss falls. */
        VERIFICATION_FALLS,
        /** The learning rate stands at 0. */
        LEARNING_RATE_ZERO,
        /** The learning rate rises at the end of the training. */
        LEARNING_RATE_RISES,
        /** The trainer's memory grows and grows. */
        MEMORY_GROWS,
        /** A checkpoint could not be written. */
        SAVE_FAILED,
        /** Images cannot be read any more: too many are damaged, or their file fails. */
        INPUT_FAILED
    }

    /** What was done about what was noticed. */
    public enum Handling {
        /** Nothing but this word. */
        WARNED,
        /** The update of the step was left out. */
        SKIPPED,
        /** All ranks went back to a checkpoint. */
        ROLLED_BACK,
        /** The training ended. */
        STOPPED,
        /** Nothing: a rule found it in the recorded metrics afterwards. */
        FOUND
    }

    public RunEvent {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(handling, "handling");
        parameter = parameter == null ? "" : parameter;
        message = message == null ? "" : message;
    }
}
