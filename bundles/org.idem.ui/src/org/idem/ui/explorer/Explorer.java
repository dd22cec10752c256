package org.idem.ui.explorer;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.navigator.CommonNavigator;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.start.FileDrop;
import org.idem.ui.widgets.UiUpdateQueue;

/** Shows the folder that the workbench is opened on, its files at the top level. */
public final class Explorer extends CommonNavigator {
    private Runnable stopFollowing = () -> {};

    @Override
    public void createPartControl(Composite parent) {
        super.createPartControl(parent);
        removeFrameActions(getViewSite().getActionBars().getToolBarManager());
        FileDrop.installOn(getCommonViewer().getControl(), getSite().getWorkbenchWindow());
        UiUpdateQueue updates = getSite().getService(UiUpdateQueue.class);
        // After the navigator's own listener, which names resources by the workspace that nobody sees.
        getCommonViewer().addSelectionChangedListener(event -> sayWhatIsSelected(event.getStructuredSelection()));
        stopFollowing = workFolder().onChange(path -> updates.runAsync(this::showFolder));
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

    /** Going into folders and back would hide where one is: the tree is small enough to show whole. */
    private static void removeFrameActions(IToolBarManager toolBar) {
        for (IContributionItem item : toolBar.getItems()) {
            String id = String.valueOf(item.getId());
            if (id.startsWith("org.eclipse.ui.framelist.") || id.equals("FRAME_ACTION_SEPARATOR_ID")) {
                toolBar.remove(item);
            }
        }
        toolBar.update(true);
    }

    private void sayWhatIsSelected(IStructuredSelection selection) {
        IResource resource =
                selection.size() == 1 ? Adapters.adapt(selection.getFirstElement(), IResource.class) : null;
        if (resource != null && resource.getLocation() != null) {
            String shown = workFolder().shown(resource.getLocation().toPath());
            getViewSite().getActionBars().getStatusLineManager().setMessage(shown);
        }
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
