package org.idem.ui;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.handlers.IHandlerService;

/** Ids of the commands that code runs, and the one way to run them. */
public final class Commands {
    private static final String PREFIX = "org.idem.ui.command.";
    /** Opens the selected runs. */
    public static final String OPEN_RUN = PREFIX + "openRun";
    /** Trains the quickstart config of the folder. */
    public static final String QUICKSTART = PREFIX + "quickstart";
    /** Trains a config. */
    public static final String TRAIN = PREFIX + "train";
    /** Checks a data set. */
    public static final String CHECK_DATA = PREFIX + "checkData";
    /** Stops runs. */
    public static final String STOP = PREFIX + "stop";
    /** Resumes runs. */
    public static final String RESUME = PREFIX + "resume";
    /** Exports a run. */
    public static final String EXPORT = PREFIX + "export";
    /** Verifies a run. */
    public static final String VERIFY = PREFIX + "verify";

    private Commands() {}

    /** Runs a command without parameters; one that is not enabled now does nothing. */
    public static void run(IHandlerService handlers, String command) {
        try {
            handlers.executeCommand(command, null);
        } catch (CommandException e) {
            ILog.get().info("Not possible now: " + command, e);
        }
    }
}
