package org.idem.ui;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens views and editors; a part that cannot open is logged by the platform, not thrown at the caller. */
public final class PartOpener {
    private PartOpener() {}

    /** Brings a view to the front. */
    public static void show(IWorkbenchPage page, String view) {
        try {
            page.showView(view);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }

    /** Opens an editor, or brings the one with the same input to the front; returns it, or null where it cannot open. */
    public static IEditorPart open(IWorkbenchPage page, IEditorInput input, String editor) {
        try {
            return page.openEditor(input, editor);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
            return null;
        }
    }
}
