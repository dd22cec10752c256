package org.idem.app;

import java.nio.file.Path;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IWorkbenchPreferenceConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.idem.ui.Ids;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.start.FileDrop;
import org.idem.ui.start.InitialEditor;
import org.idem.ui.start.OpenEditors;
import org.idem.ui.start.OpenWindow;
import org.idem.ui.start.StartReport;
import org.idem.ui.start.WindowRequests;

/** The window: its size, what it shows besides views and editors, and its title with the folder. */
final class IdemWindowAdvisor extends WorkbenchWindowAdvisor {
    private final WorkFolder folder;
    private final OpenWindow openWindow;
    private OpenEditors editors;
    private Runnable stopFollowing = () -> {};
    private Runnable stopListening = () -> {};

    IdemWindowAdvisor(IWorkbenchWindowConfigurer configurer, WorkFolder folder, OpenWindow openWindow) {
        super(configurer);
        this.folder = folder;
        this.openWindow = openWindow;
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new IdemActionBars(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        window.setInitialSize(new Point(1440, 900));
        window.setShowCoolBar(true);
        window.setShowStatusLine(true);
        window.setShowProgressIndicator(true);
        window.setShowPerspectiveBar(true);
        IPreferenceStore preferences = PlatformUI.getPreferenceStore();
        preferences.setDefault(IWorkbenchPreferenceConstants.SHOW_TEXT_ON_PERSPECTIVE_BAR, true);
        preferences.setDefault(IWorkbenchPreferenceConstants.SHOW_OPEN_ON_PERSPECTIVE_BAR, false);
        preferences.setDefault(IWorkbenchPreferenceConstants.SHOW_INTRO, false);
        preferences.setDefault(
                IWorkbenchPreferenceConstants.PERSPECTIVE_BAR_EXTRAS,
                String.join(",", Ids.EXPERIMENTS, Ids.DATA, Ids.VERIFICATION));
        setTitle(folder.path());
    }

    @Override
    public void postWindowCreate() {
        stopFollowing = folder.onChange(this::setTitle);
    }

    @Override
    public void postWindowOpen() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        window.addPerspectiveListener(new UnusedActionSets());
        UnusedActionSets.hide(window.getActivePage());
        FileDrop.install(window);
        WindowRequests requests = new WindowRequests(openWindow, window);
        stopListening = requests::stop;
        editors = OpenEditors.of(window.getActivePage());
        editors.begin();
        new InitialEditor(folder, window.getActivePage()).open(Boolean.getBoolean("idem.result"));
        StartReport.follow(window);
    }

    @Override
    public void postWindowClose() {
        if (editors != null) {
            editors.end();
        }
    }

    @Override
    public void dispose() {
        stopFollowing.run();
        stopListening.run();
        super.dispose();
    }

    private void setTitle(Path path) {
        getWindowConfigurer().setTitle(folder.name() + " — Idem");
    }
}
