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
    private final boolean named;

    /** Checks those of the files that are configs; paths in them are relative to the folder. */
    public ConfigCheckJob(List<IFile> files, ConfigValidator validator, Path folder) {
        this(files, validator, folder, false);
    }

    /** Checks a file that the user takes for a config, whatever it is. */
    public static ConfigCheckJob ofNamed(IFile file, ConfigValidator validator, Path folder) {
        return new ConfigCheckJob(List.of(file), validator, folder, true);
    }

    private ConfigCheckJob(List<IFile> files, ConfigValidator validator, Path folder, boolean named) {
        super("Checking configs");
        this.named = named;
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
                check(file);
            }
            progress.worked(1);
        }
        return Status.OK_STATUS;
    }

    private void check(IFile file) throws CoreException {
        try {
            String text = file.readString();
            Path path = file.getLocation().toPath();
            ConfigMarkers.show(
                    file,
                    text,
                    named ? validator.problemsOfNamed(path, text, folder) : validator.problems(path, text, folder));
        } catch (CoreException e) {
            // It may be taken out of the workspace meanwhile, as when its folder turns out to be a run.
            if (file.exists()) {
                throw e;
            }
        }
    }
}
