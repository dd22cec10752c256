package org.idem.app;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.ide.IDE;
import org.idem.ui.Ids;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.start.OpenWindow;

/** What the workbench is as a whole: its first perspective, its input and the images of the platform that it shows. */
final class IdemWorkbenchAdvisor extends WorkbenchAdvisor {
    private final WorkFolder folder;
    private final OpenWindow openWindow;

    IdemWorkbenchAdvisor(WorkFolder folder, OpenWindow openWindow) {
        this.folder = folder;
        this.openWindow = openWindow;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        super.initialize(configurer);
        IDE.registerAdapters();
        SharedImages.declare(configurer);
        configurer.setSaveAndRestore(true);
    }

    @Override
    public void preStartup() {
        super.preStartup();
        RefreshJob.open(folder.path(), folder);
    }

    @Override
    public void postShutdown() {
        super.postShutdown();
        try {
            ResourcesPlugin.getWorkspace().save(true, null);
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    @Override
    public IAdaptable getDefaultPageInput() {
        return new LinkedFolder(ResourcesPlugin.getWorkspace()).resources(folder.path());
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return Ids.EXPERIMENTS;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new IdemWindowAdvisor(configurer, folder, openWindow);
    }
}
