package org.idem.ui.perspectives;

import org.eclipse.ui.IPageLayout;
import org.idem.ui.Ids;

/** What every perspective offers in Window > Show View and Window > Perspective. */
final class PerspectiveShortcuts {
    private PerspectiveShortcuts() {}

    static void addTo(IPageLayout layout) {
        layout.addShowViewShortcut(Ids.EXPLORER);
        layout.addShowViewShortcut(IPageLayout.ID_OUTLINE);
        layout.addShowViewShortcut(IPageLayout.ID_PROBLEM_VIEW);
        layout.addShowViewShortcut(IPageLayout.ID_PROGRESS_VIEW);
        layout.addPerspectiveShortcut(Ids.EXPERIMENTS);
        layout.addPerspectiveShortcut(Ids.DATA);
        layout.addPerspectiveShortcut(Ids.VERIFICATION);
    }
}
