package org.idem.ui.runs;

/** A line of the table of runs. */
public sealed interface RunLine permits RunRow, GroupLine {
    /** Lines with equal keys are one line that changes. */
    Object key();
}
