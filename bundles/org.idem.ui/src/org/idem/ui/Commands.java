package org.idem.ui;

import java.util.Map;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;

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
    /** A look at the data set with a model. */
    public static final String DOCTOR = PREFIX + "doctor";
    /** Writes a data set in another format. */
    public static final String CONVERT_DATA = PREFIX + "convertData";
    /** Stops runs. */
    public static final String STOP = PREFIX + "stop";
    /** Resumes runs. */
    public static final String RESUME = PREFIX + "resume";
    /** Exports a run. */
    public static final String EXPORT = PREFIX + "export";
    /** One HTML file about a run. */
    public static final String REPORT = PREFIX + "report";
    /** Verifies a run. */
    public static final String VERIFY = PREFIX + "verify";

    /** Draws runs in a style; {@link #STYLE} names it. */
    public static final String STYLE_RUNS = PREFIX + "styleRuns";
    /** Parameter of {@link #STYLE_RUNS}: number of the style, or -1 for none. */
    public static final String STYLE = STYLE_RUNS + ".style";
    /** Makes a config; {@link #SET} may name the data set. */
    public static final String NEW_CONFIG = PREFIX + "newConfig";
    /** Parameter of {@link #NEW_CONFIG}: path of a data set. */
    public static final String SET = NEW_CONFIG + ".set";
    /** Moves the workbench to a folder; {@link #FOLDER} may name it. */
    public static final String OPEN_FOLDER = PREFIX + "openFolder";
    /** Parameter of {@link #OPEN_FOLDER}: path of a folder. */
    public static final String FOLDER = OPEN_FOLDER + ".path";
    /** Draws faces. */
    public static final String GENERATE = PREFIX + "generate";
    /** Shows what the folder holds and what can be begun. */
    public static final String START_PAGE = PREFIX + "startPage";

    private Commands() {}

    /** Runs a command without parameters; one that is not enabled now does nothing. */
    public static void run(IHandlerService handlers, String command) {
        try {
            handlers.executeCommand(command, null);
        } catch (CommandException e) {
            ILog.get().info("Not possible now: " + command, e);
        }
    }

    /** Runs a command with a parameter. */
    public static void run(IServiceLocator services, String command, String parameter, String value) {
        IHandlerService handlers = services.getService(IHandlerService.class);
        try {
            Command found = services.getService(ICommandService.class).getCommand(command);
            handlers.executeCommand(ParameterizedCommand.generateCommand(found, Map.of(parameter, value)), null);
        } catch (CommandException e) {
            ILog.get().info("Not possible now: " + command, e);
        }
    }
}
