package org.idem.ui.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.idem.launch.TrainChoice;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.devices.DevicesModel;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.launch.LauncherFactory;
import org.idem.ui.launch.TrainJob;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.widgets.UiUpdateQueue;

/** What every handler needs of the window that its command was called in. */
public final class CommandContext {
    private final ExecutionEvent event;
    private final IWorkbenchWindow window;

    private CommandContext(ExecutionEvent event, IWorkbenchWindow window) {
        this.event = event;
        this.window = window;
    }

    /** Of the window that a command was called in. */
    public static CommandContext of(ExecutionEvent event) throws ExecutionException {
        return new CommandContext(event, HandlerUtil.getActiveWorkbenchWindowChecked(event));
    }

    /** Parent of dialogs. */
    public Shell shell() {
        return window.getShell();
    }

    /** The window. */
    public IWorkbenchWindow window() {
        return window;
    }

    /** The folder that the workbench is on. */
    public WorkFolder folder() {
        return window.getService(WorkFolder.class);
    }

    /** What starts and reaches engine processes. */
    public LauncherFactory launches() {
        return window.getService(LauncherFactory.class);
    }

    /** All runs of the folder. */
    public RunsModel runs() {
        return window.getService(RunsModel.class);
    }

    /** The runs that the command was called on. */
    public List<RunDirectory> selectedRuns() {
        return HandlerUtil.getVariable(event, CommandTargets.RUNS) instanceof List<?> rows
                ? rows.stream()
                        .map(row -> Adapters.adapt(row, RunDirectory.class))
                        .toList()
                : List.of();
    }

    /** The same with what was last read of them. */
    public List<RunRow> selectedRows() {
        return HandlerUtil.getVariable(event, CommandTargets.RUNS) instanceof List<?> rows
                ? rows.stream().map(RunRow.class::cast).toList()
                : List.of();
    }

    /** What the user can choose of a run's checkpoints, the usual one first. */
    public static List<String> checkpoints(RunDirectory run) {
        List<String> choices = new ArrayList<>(List.of("latest", "best"));
        new CheckpointStore(run.checkpoints()).list().forEach(one -> choices.add(Long.toString(one.step())));
        return choices;
    }

    /** Makes {@code action} run on the UI thread when a job calls the returned consumer. */
    public <T> Consumer<T> later(Consumer<T> action) {
        UiUpdateQueue updates = window.getService(UiUpdateQueue.class);
        return value -> updates.runAsync(() -> action.accept(value));
    }

    /** Reads something that a dialog needs, off the UI thread, and shows it on it. */
    public <T> void load(String name, Callable<T> reading, Consumer<T> show) {
        new LoadJob<>(name, reading, show, window.getService(UiUpdateQueue.class)).schedule();
    }

    /** What this machine can compute with. */
    public DevicesModel devices() {
        return window.getService(DevicesModel.class);
    }

    /** Starts a training by this config and opens its run. */
    public void train(Path config, TrainChoice choice) {
        new TrainJob(config, choice, folder(), launches(), runs(), later(this::open)).schedule();
    }

    /** Opens a run's editor; returns it, or null where it cannot open or the window has no page. */
    public IEditorPart open(RunDirectory run) {
        IWorkbenchPage page = window.getActivePage();
        return page == null ? null : PartOpener.open(page, new RunInput(run.path()), Ids.RUN_EDITOR);
    }

    /** Says something that the user waited for. */
    public void say(String title, String message) {
        MessageDialog.openInformation(window.getShell(), title, message);
    }

    /** A path as the user knows it: relative to the folder where it is in there. */
    public String shown(Path path) {
        return folder().shown(path);
    }
}
