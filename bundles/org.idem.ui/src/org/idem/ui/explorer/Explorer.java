package org.idem.ui.explorer;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.navigator.CommonNavigator;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.widgets.Updates;

/** Shows the folder that the workbench is opened on, its files at the top level. */
public final class Explorer extends CommonNavigator {
    private Runnable stopFollowing = () -> {};

    @Override
    public void createPartControl(Composite parent) {
        super.createPartControl(parent);
        Updates updates = getSite().getService(Updates.class);
        stopFollowing = workFolder().onChange(path -> updates.soon(this::showFolder));
    }

    @Override
    protected Object getInitialInput() {
        return new LinkedFolder(ResourcesPlugin.getWorkspace())
                .resources(workFolder().path());
    }

    @Override
    public void dispose() {
        stopFollowing.run();
        super.dispose();
    }

    private void showFolder() {
        if (!getCommonViewer().getControl().isDisposed()) {
            getCommonViewer().setInput(getInitialInput());
        }
    }

    private WorkFolder workFolder() {
        return getSite().getService(WorkFolder.class);
    }
}
