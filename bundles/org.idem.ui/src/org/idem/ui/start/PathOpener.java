package org.idem.ui.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.idem.data.format.Datasets;
import org.idem.run.RunDirectory;
import org.idem.ui.Commands;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.folder.ConfigOpener;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.onnx.OnnxInput;
import org.idem.ui.run.RunInput;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Opens whatever a path names: a data set, a config, a model, a run, a folder of them, or a file that has an editor. UI
 * thread only.
 */
public final class PathOpener {
    /** What a path is to the workbench. */
    private enum Kind {
        RUN,
        CONFIG,
        DATA_SET,
        MODEL,
        FOLDER,
        OTHER
    }

    private final IWorkbenchWindow window;

    /** In this window. */
    public PathOpener(IWorkbenchWindow window) {
        this.window = window;
    }

    /** Opens each of the paths; what they are is looked up in the background. */
    public void open(List<Path> paths) {
        UiUpdateQueue updates = window.getService(UiUpdateQueue.class);
        for (Path path : paths) {
            new LoadJob<>("Opening " + path.getFileName(), () -> kind(path), kind -> open(path, kind), updates)
                    .schedule();
        }
    }

    private static Kind kind(Path path) {
        if (Files.isDirectory(path)) {
            if (RunDirectory.isRun(path)) {
                return Kind.RUN;
            }
            boolean works = Files.isDirectory(path.resolve("configs")) || Files.isDirectory(path.resolve("runs"));
            return works ? Kind.FOLDER : Kind.DATA_SET;
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Kind.CONFIG;
        }
        if (name.endsWith(".onnx")) {
            return Kind.MODEL;
        }
        return Datasets.isNamedAsSet(path) ? Kind.DATA_SET : Kind.OTHER;
    }

    private void open(Path path, Kind kind) {
        IWorkbenchPage page = window.getActivePage();
        if (page == null) {
            return;
        }
        switch (kind) {
            case RUN -> open(page, new RunInput(path), Ids.RUN_EDITOR);
            case CONFIG -> ConfigOpener.open(page, path);
            case DATA_SET -> open(page, new DatasetInput(path), Ids.DATA_SET_EDITOR);
            case MODEL -> open(page, new OnnxInput(path), Ids.ONNX_EDITOR);
            case FOLDER -> Commands.run(window, Commands.OPEN_FOLDER, Commands.FOLDER, path.toString());
            case OTHER -> openFile(page, path);
        }
    }

    private static void open(IWorkbenchPage page, IEditorInput input, String editor) {
        PartOpener.open(page, input, editor);
    }

    private static void openFile(IWorkbenchPage page, Path path) {
        try {
            IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().fromLocalFile(path.toFile()));
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
