package org.idem.train.record;

import org.idem.run.RunDirectory;

/**
 * Whether a training was asked to save and end: by a signal to the process or by the run's {@code stop} file.
 *
 * @param signal of the process
 * @param run whose stop file counts
 */
record StopCondition(StopSignal signal, RunDirectory run) {
    /** Looks for both; one look at the file system. */
    boolean isMet() {
        return signal.isRequested() || run.stopRequested();
    }
}
