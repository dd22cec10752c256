package org.idem.ui.start;

import java.nio.file.Path;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.Commands;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.folder.ConfigOpener;
import org.idem.ui.run.RunInput;

/** What the links of the start page do. UI thread only. */
final class StartActions {
    private final IWorkbenchPage page;

    StartActions(IWorkbenchPage page) {
        this.page = page;
    }

    void openRun(Path run) {
        PartOpener.open(page, new RunInput(run), Ids.RUN_EDITOR);
    }

    void openSet(Path set) {
        PartOpener.open(page, new DatasetInput(set), Ids.DATA_SET_EDITOR);
    }

    void openConfig(Path config) {
        ConfigOpener.open(page, config);
    }

    void newConfig(Path set) {
        Commands.run(window(), Commands.NEW_CONFIG, Commands.SET, set.toString());
    }

    void openFolder(Path folder) {
        Commands.run(window(), Commands.OPEN_FOLDER, Commands.FOLDER, folder.toString());
    }

    void run(String command) {
        Commands.run(window().getService(IHandlerService.class), command);
    }

    private IWorkbenchWindow window() {
        return page.getWorkbenchWindow();
    }
}
