package org.idem.ui.runs;

import org.idem.run.RunStatus.LiveState;
import org.idem.ui.icons.Icons;

/** How a state is shown: an icon and a word, so that colour alone never says it. */
public final class RunState {
    private RunState() {}

    /** The word. */
    public static String word(LiveState state) {
        return switch (state) {
            case STARTING -> "Starting";
            case RUNNING -> "Running";
            case STOPPING -> "Stopping";
            case STALLED -> "Stalled";
            case STOPPED -> "Stopped";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case CRASHED -> "Crashed";
            case UNKNOWN -> "Unknown";
        };
    }

    /** The icon. */
    public static Icons icon(LiveState state) {
        return switch (state) {
            case STARTING, STOPPING -> Icons.PENDING;
            case RUNNING -> Icons.RUNNING;
            case STALLED, UNKNOWN -> Icons.STALLED;
            case STOPPED -> Icons.STOPPED;
            case DONE -> Icons.DONE;
            case FAILED, CRASHED -> Icons.FAILED;
        };
    }
}
