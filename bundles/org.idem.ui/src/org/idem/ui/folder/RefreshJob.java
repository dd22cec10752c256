package org.idem.ui.folder;

import java.nio.file.Path;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;

/** Brings the resources of the folder up to date with the disk. */
public final class RefreshJob extends WorkspaceJob {
    private final WorkFolder folder;

    /** For the folder that is open when the job runs. */
    public RefreshJob(WorkFolder folder) {
        super("Reading " + folder.name());
        this.folder = folder;
        setRule(ResourcesPlugin.getWorkspace().getRoot());
    }

    /**
     * Makes a folder the one that is open: links it, which takes no time, tells everyone, and reads its files in the
     * background.
     */
    public static void open(Path path, WorkFolder folder) {
        try {
            new LinkedFolder(ResourcesPlugin.getWorkspace())
                    .link(path.toAbsolutePath().normalize(), null);
            if (!path.equals(folder.path())) {
                folder.change(path);
            }
            new RefreshJob(folder).schedule();
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        new LinkedFolder(ResourcesPlugin.getWorkspace())
                .resources(folder.path())
                .refreshLocal(IResource.DEPTH_INFINITE, monitor);
        return Status.OK_STATUS;
    }
}
