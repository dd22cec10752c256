package org.idem.ui.notify;

import org.idem.ui.runs.RunRow;

/**
 * Something that happened in a run between two looks at it.
 *
 * @param row the run as it is now
 * @param kind what happened
 */
record RunNews(RunRow row, Kind kind) {
    /** What may happen. */
    enum Kind {
        /** The training reached its last step. */
        DONE,
        /** It saved and ended because it was asked to. */
        STOPPED,
        /** It ended with an error. */
        FAILED,
        /** Its process is gone without a word. */
        CRASHED,
        /** Nothing has been heard of it for a while. */
        SILENT,
        /** The trainer or a rule noticed something. */
        FINDING;

        /** Whether it is about the end of a training, or what may be one. */
        boolean isEnd() {
            return this != FINDING;
        }
    }
}
