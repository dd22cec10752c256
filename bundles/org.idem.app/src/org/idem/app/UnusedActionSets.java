package org.idem.app;

import java.util.List;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PerspectiveAdapter;

/** Hides what the platform adds to the tool bar and menus of every perspective and nobody needs here. */
final class UnusedActionSets extends PerspectiveAdapter {
    private static final List<String> IDS = List.of(
            "org.eclipse.ui.edit.text.actionSet.annotationNavigation",
            "org.eclipse.ui.edit.text.actionSet.navigation",
            "org.eclipse.ui.edit.text.actionSet.presentation",
            "org.eclipse.ui.edit.text.actionSet.openExternalFile",
            "org.eclipse.ui.edit.text.actionSet.convertLineDelimitersTo",
            "org.eclipse.ui.actionSet.keyBindings",
            "org.eclipse.ui.actionSet.openFiles");

    static void hide(IWorkbenchPage page) {
        if (page != null) {
            IDS.forEach(page::hideActionSet);
        }
    }

    @Override
    public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
        hide(page);
    }
}
