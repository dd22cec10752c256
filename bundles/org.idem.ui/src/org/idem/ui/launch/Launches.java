package org.idem.ui.launch;

import org.idem.launch.Engine;
import org.idem.launch.Launcher;
import org.idem.ui.folder.WorkFolder;

/** Makes the launcher for the folder that is open now. The engine is looked for when it is needed, not before. */
public final class Launches {
    private final WorkFolder folder;

    /** For this folder. */
    public Launches(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * A launcher that works from the folder; reads the disk, so not for the UI thread.
     *
     * @throws org.idem.core.InputException if the product has no engine
     */
    public Launcher launcher() {
        return new Launcher(Engine.locate(), folder.path());
    }
}
