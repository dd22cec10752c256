package org.idem.ui.dialogs;

import java.nio.file.Path;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.IWorkbenchWindow;
import org.idem.ui.folder.WorkFolder;

/** Says where a report was written, and offers to show it. UI thread only. */
public final class ReportOffer {
    private ReportOffer() {}

    /** Asks in a window. */
    public static void open(IWorkbenchWindow window, Path file) {
        int choice = MessageDialog.open(
                MessageDialog.INFORMATION,
                window.getShell(),
                "Report",
                "The report is in " + window.getService(WorkFolder.class).shown(file) + ": one file that stands alone.",
                0,
                "Open in Browser",
                "Close");
        if (choice == 0 && !Program.launch(file.toUri().toString())) {
            MessageDialog.openInformation(
                    window.getShell(), "Report", "No browser was found. The report is in " + file);
        }
    }
}
