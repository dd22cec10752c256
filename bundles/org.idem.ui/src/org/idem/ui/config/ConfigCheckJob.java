package org.idem.ui.config;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;

/** Checks configs as they are on the disk and shows what is wrong with them. */
public final class ConfigCheckJob extends WorkspaceJob {
    private final List<IFile> files;
    private final ConfigValidator validator;
    private final Path folder;

    /** Checks these files; paths in them are relative to the folder. */
    public ConfigCheckJob(List<IFile> files, ConfigValidator validator, Path folder) {
        super("Checking configs");
        this.files = List.copyOf(files);
        this.validator = validator;
        this.folder = folder;
        setSystem(files.size() < 2);
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Checking configs", files.size());
        for (IFile file : files) {
            progress.checkCanceled();
            progress.subTask(file.getName());
            if (file.exists() && file.getLocation() != null) {
                String text = file.readString();
                Path path = file.getLocation().toPath();
                ConfigMarkers.show(file, text, validator.problems(path, text, folder));
            }
            progress.worked(1);
        }
        return Status.OK_STATUS;
    }
}
