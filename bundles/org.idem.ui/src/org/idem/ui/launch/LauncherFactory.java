package org.idem.ui.launch;

import org.idem.launch.EngineInstallation;
import org.idem.launch.Launcher;
import org.idem.ui.folder.WorkFolder;

/** Makes the launcher for the folder that is open now. The engine is looked for when it is needed, not before. */
public final class LauncherFactory {
    private final WorkFolder folder;

    /** For this folder. */
    public LauncherFactory(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * A launcher that works from the folder; reads the disk, so not for the UI thread.
     *
     * @throws org.idem.core.InputException if the product has no engine
     */
    public Launcher launcher() {
        return new Launcher(EngineInstallation.locate(), folder.path());
    }
}
