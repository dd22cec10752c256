package org.idem.app;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;

/** Makes the files of the folder visible as resources. */
final class OpenFolderJob extends WorkspaceJob {
    private final WorkFolder folder;

    OpenFolderJob(WorkFolder folder) {
        super("Opening " + folder.name());
        this.folder = folder;
        setRule(ResourcesPlugin.getWorkspace().getRoot());
    }

    /** Makes the folder itself a resource, which takes no time; what is in it comes with the job. */
    void linkNow() {
        try {
            new LinkedFolder(ResourcesPlugin.getWorkspace()).link(folder.path(), null);
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        IFolder linked = new LinkedFolder(ResourcesPlugin.getWorkspace()).link(folder.path(), monitor);
        linked.refreshLocal(IResource.DEPTH_INFINITE, monitor);
        return Status.OK_STATUS;
    }
}
