package org.idem.run.compare;

import java.util.Objects;

/**
 * Something that happened in a training, as charts and replays show it.
 *
 * @param step optimizer step after which it happened
 * @param kind what it was
 * @param words the same for people, without the step
 */
public record RunMilestone(long step, Kind kind, String words) {

    /** What may happen. */
    public enum Kind {
        /** A checkpoint was saved that is still there. */
        CHECKPOINT,
        /** A resumed training went on from here. */
        RESUMED,
        /** The learning rate came to another stage of its schedule. */
        LEARNING_RATE,
        /** The trainer or a rule noticed that something is wrong. */
        WARNING
    }

    public RunMilestone {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(words, "words");
    }
}
