package org.idem.ui.newconfig;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.idem.core.Progress;
import org.idem.plan.template.NewConfigFile;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.WorkJob;

/** Writes a config and lets the workbench see it. */
final class NewConfigJob extends WorkJob {
    private final ConfigDraft draft;
    private final WorkFolder folder;
    private final Runnable done;

    /** Calls {@code done} on the job's thread. */
    NewConfigJob(ConfigDraft draft, WorkFolder folder, Runnable done) {
        super("Writing " + draft.file().getFileName());
        this.draft = draft;
        this.folder = folder;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        NewConfigFile.write(draft.file(), draft.yaml());
        try {
            new LinkedFolder(ResourcesPlugin.getWorkspace())
                    .resources(folder.path())
                    .refreshLocal(IResource.DEPTH_INFINITE, null);
        } catch (CoreException e) {
            throw new IllegalStateException("The folder cannot be read again", e);
        }
        done.run();
    }
}
