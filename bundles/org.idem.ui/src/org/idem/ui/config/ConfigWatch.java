package org.idem.ui.config;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.idem.ui.Ids;
import org.idem.ui.folder.WorkFolder;

/** Checks configs that appear or change on the disk, whoever wrote them. */
public final class ConfigWatch implements IResourceChangeListener, AutoCloseable {
    private final IWorkspace workspace;
    private final ConfigValidator validator;
    private final WorkFolder folder;

    /** Watches until closed. */
    public ConfigWatch(IWorkspace workspace, ConfigValidator validator, WorkFolder folder) {
        this.workspace = workspace;
        this.validator = validator;
        this.folder = folder;
        workspace.addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        checkMarkedAgain();
    }

    /** Marks outlive the session that made them, and what it knew of configs. */
    private void checkMarkedAgain() {
        try {
            List<IFile> marked = new ArrayList<>();
            for (IMarker marker :
                    workspace.getRoot().findMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_INFINITE)) {
                if (marker.getResource() instanceof IFile file && !marked.contains(file)) {
                    marked.add(file);
                }
            }
            if (!marked.isEmpty()) {
                new ConfigCheckJob(marked, validator, folder.path()).schedule();
            }
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        List<IFile> changed = new ArrayList<>();
        try {
            event.getDelta().accept(delta -> collect(delta, changed));
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
        if (!changed.isEmpty()) {
            new ConfigCheckJob(changed, validator, folder.path()).schedule();
        }
    }

    private static boolean collect(IResourceDelta delta, List<IFile> changed) {
        IResource resource = delta.getResource();
        boolean content = delta.getKind() == IResourceDelta.ADDED
                || delta.getKind() == IResourceDelta.CHANGED && (delta.getFlags() & IResourceDelta.CONTENT) != 0;
        if (content && resource instanceof IFile file && isYaml(file)) {
            changed.add(file);
        }
        return true;
    }

    private static boolean isYaml(IFile file) {
        return "yaml".equalsIgnoreCase(file.getFileExtension()) || "yml".equalsIgnoreCase(file.getFileExtension());
    }

    @Override
    public void close() {
        workspace.removeResourceChangeListener(this);
    }
}
