package org.idem.ui.settings;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.jobs.Job;

/** Folders that were opened lately, kept in memory so that menus need no disk. Thread-safe. */
public final class RecentFolders {
    private final UserSettings settings;
    private volatile List<Path> folders = List.of();

    /** Knows none until {@link #opened} has run. */
    public RecentFolders(UserSettings settings) {
        this.settings = settings;
    }

    /** The latest first, as they were when one was opened last in this workbench. */
    public List<Path> list() {
        return folders;
    }

    /** Puts a folder in front, in the background, and learns what other workbenches opened. */
    public void opened(Path folder) {
        Job job = Job.createSystem("Remembering " + folder, monitor -> {
            settings.addRecentFolder(folder);
            folders = List.copyOf(settings.recentFolders());
        });
        job.schedule();
    }
}
