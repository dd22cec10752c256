package org.idem.ui.perspectives;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.idem.ui.Ids;

/** Data sets: the explorer beside the images, the selected one and its person on the right, what a check found below. */
public final class DataPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.addView(Ids.EXPLORER, IPageLayout.LEFT, 0.22f, IPageLayout.ID_EDITOR_AREA);
        layout.addView(Ids.IDENTITY_VIEW, IPageLayout.RIGHT, 0.7f, IPageLayout.ID_EDITOR_AREA);
        layout.addView(Ids.IMAGE_VIEW, IPageLayout.BOTTOM, 0.45f, Ids.IDENTITY_VIEW);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.66f, IPageLayout.ID_EDITOR_AREA);
        below.addView(Ids.DOCTOR_VIEW);
        below.addView(IPageLayout.ID_PROBLEM_VIEW);
        layout.addShowViewShortcut(Ids.DOCTOR_VIEW);
        layout.addShowViewShortcut(Ids.IDENTITY_VIEW);
        layout.addShowViewShortcut(Ids.IMAGE_VIEW);
        PerspectiveShortcuts.addTo(layout);
    }
}
