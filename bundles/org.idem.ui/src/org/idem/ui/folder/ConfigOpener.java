package org.idem.ui.folder;

import java.nio.file.Path;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.idem.ui.Ids;

/** Opens configs by their paths, whether they are resources or not. UI thread only. */
public final class ConfigOpener {
    private ConfigOpener() {}

    /** Opens a config in its editor. */
    public static void open(IWorkbenchPage page, Path config) {
        try {
            if (new LinkedFolder(ResourcesPlugin.getWorkspace()).find(config) instanceof IFile file && file.exists()) {
                IDE.openEditor(page, file, Ids.CONFIG_EDITOR);
            } else {
                IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().fromLocalFile(config.toFile()));
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
