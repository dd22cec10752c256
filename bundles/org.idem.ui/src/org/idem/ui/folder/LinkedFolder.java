package org.idem.ui.folder;

import java.nio.file.Path;
import org.eclipse.core.resources.FileInfoMatcherDescription;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceFilterDescription;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourceAttributes;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;

/**
 * Shows a folder on disk as workspace resources. The project lives in the private workspace and holds one linked folder,
 * so the folder on disk gets no project file; a filter keeps runs and images out.
 */
public final class LinkedFolder {
    private static final String PROJECT = "Idem";
    private static final int FILTER = IResourceFilterDescription.EXCLUDE_ALL
            | IResourceFilterDescription.FILES
            | IResourceFilterDescription.FOLDERS
            | IResourceFilterDescription.INHERITABLE;

    private final IWorkspace workspace;

    /** Works in this workspace. */
    public LinkedFolder(IWorkspace workspace) {
        this.workspace = workspace;
    }

    /** The resources of the folder: exists after {@link #link}. */
    public IFolder resources(Path folder) {
        Path name = folder.getFileName();
        return project().getFolder(name == null ? "root" : name.toString());
    }

    /** Makes the folder's files resources, in place of any folder linked before; returns the linked folder. */
    public IFolder link(Path folder, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Opening " + folder, 10);
        openProject(progress.split(2));
        IFolder link = resources(folder);
        for (IResource member : project().members()) {
            if (member.isLinked() && !(member.equals(link) && folder.toUri().equals(member.getRawLocationURI()))) {
                member.delete(false, progress.split(1));
            }
        }
        if (!link.exists()) {
            link.createLink(
                    folder.toUri(),
                    IResource.ALLOW_MISSING_LOCAL | IResource.BACKGROUND_REFRESH | IResource.REPLACE,
                    progress.split(3));
            link.createFilter(
                    FILTER,
                    new FileInfoMatcherDescription(DataFilter.ID, null),
                    IResource.BACKGROUND_REFRESH,
                    progress.split(3));
        }
        return link;
    }

    /** The resource for a file of the folder, or null when the workspace does not show it. */
    public IResource find(Path file) {
        IWorkspaceRoot root = workspace.getRoot();
        for (IResource found : root.findFilesForLocationURI(file.toUri())) {
            return found;
        }
        return null;
    }

    private void openProject(IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, 2);
        IProject project = project();
        if (!project.exists()) {
            project.create(progress.split(1));
        }
        if (!project.isOpen()) {
            project.open(progress.split(1));
        }
        ResourceAttributes attributes = project.getFile(".project").getResourceAttributes();
        if (attributes != null && !attributes.isHidden()) {
            project.getFile(".project").setHidden(true);
        }
    }

    private IProject project() {
        return workspace.getRoot().getProject(PROJECT);
    }
}
