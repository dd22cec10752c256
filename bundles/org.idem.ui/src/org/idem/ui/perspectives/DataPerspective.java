package org.idem.ui.perspectives;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.idem.ui.Ids;

/** Data sets: the explorer beside the images, progress and what a check found below. */
public final class DataPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.addView(Ids.EXPLORER, IPageLayout.LEFT, 0.22f, IPageLayout.ID_EDITOR_AREA);
        layout.createFolder("below", IPageLayout.BOTTOM, 0.78f, IPageLayout.ID_EDITOR_AREA)
                .addView(IPageLayout.ID_PROBLEM_VIEW);
        PerspectiveShortcuts.addTo(layout);
    }
}
