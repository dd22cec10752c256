package org.idem.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.idem.run.RunDirectory;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.settings.UserSettings;

/** The workbench on one sample folder, which the tests of its parts share. UI thread only. */
public final class Workplace {
    private static final int RUNS = 4;

    private static Workplace only;

    private final SampleFolder sample;
    private final IWorkbenchPage page;

    private Workplace(SampleFolder sample, IWorkbenchPage page) {
        this.sample = sample;
        this.page = page;
    }

    /** The window on the folder, in the perspective Experiments, without editors. */
    public static Workplace open() {
        if (only == null) {
            IWorkbenchPage page = Pump.forValue(
                    "the window is open",
                    () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
            only = new Workplace(fill(), page);
            // The run that goes on falls silent after a minute; a picture of the screen is not to depend on that.
            service(UserSettings.class).setNotifies(false, false);
        }
        RefreshJob.open(only.sample.path(), service(WorkFolder.class));
        only.show(Ids.EXPERIMENTS);
        Pump.until(
                "the sample's runs are read",
                () -> service(RunsModel.class).rows().stream()
                                .filter(row -> row.run().path().startsWith(only.sample.path()))
                                .count()
                        >= RUNS);
        return only;
    }

    private static SampleFolder fill() {
        try {
            return SampleFolder.fill(SampleFolder.empty("workplace"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A perspective as it is at first, without editors. */
    public void show(String perspective) {
        page.closeAllEditors(false);
        page.setPerspective(PlatformUI.getWorkbench().getPerspectiveRegistry().findPerspectiveWithId(perspective));
        page.resetPerspective();
    }

    public SampleFolder sample() {
        return sample;
    }

    public IWorkbenchPage page() {
        return page;
    }

    public static <T> T service(Class<T> type) {
        return PlatformUI.getWorkbench().getService(type);
    }

    /** Whether a command could be called now. */
    public static boolean isOn(String command) {
        return service(ICommandService.class).getCommand(command).isEnabled();
    }

    /** The run of the sample with this name. */
    public RunRow row(String name) {
        return service(RunsModel.class).rows().stream()
                .filter(row -> row.run().path().startsWith(sample.path()))
                .filter(row -> row.run().name().endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    public RunDirectory run(String name) {
        return row(name).run();
    }

    /** Selects runs in the Runs view, which gets the focus. */
    public void select(String... runs) {
        PartOpener.show(page, Ids.RUNS_VIEW);
        ISelectionProvider view = page.findView(Ids.RUNS_VIEW).getViewSite().getSelectionProvider();
        Pump.until("these runs are selected: " + List.of(runs), () -> {
            List<RunRow> rows = Arrays.stream(runs).map(this::row).toList();
            view.setSelection(new StructuredSelection(rows));
            return ((IStructuredSelection) view.getSelection()).size() == rows.size();
        });
    }

    /** Selects a file or folder of the sample in the Explorer, which gets the focus. */
    public void selectInExplorer(String path) {
        IResource resource = resource(path);
        page.activate(page.findView(Ids.EXPLORER));
        page.findView(Ids.EXPLORER)
                .getViewSite()
                .getSelectionProvider()
                .setSelection(new StructuredSelection(resource));
    }

    /** Opens a run in its editor. */
    public void edit(String run) {
        PartOpener.open(page, new RunInput(run(run).path()), Ids.RUN_EDITOR);
    }

    /** A file or folder of the sample once the workspace knows it. */
    public IResource resource(String path) {
        return Pump.forValue(path + " is a resource", () -> {
            IResource found = new LinkedFolder(ResourcesPlugin.getWorkspace())
                    .find(sample.path().resolve(path));
            return found != null && found.exists() ? found : null;
        });
    }

    public IFile file(String path) {
        return (IFile) resource(path);
    }
}
