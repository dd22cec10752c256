package org.idem.ui.perspectives;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.idem.ui.Ids;

/** Configs and runs: explorer and runs on the left, editors in the centre, log and problems below. */
public final class ExperimentsPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.addView(Ids.EXPLORER, IPageLayout.LEFT, 0.36f, IPageLayout.ID_EDITOR_AREA);
        layout.addView(Ids.RUNS_VIEW, IPageLayout.BOTTOM, 0.45f, Ids.EXPLORER);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.7f, IPageLayout.ID_EDITOR_AREA);
        below.addView(Ids.LOG_VIEW);
        below.addView(IPageLayout.ID_PROBLEM_VIEW);
        below.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.addShowViewShortcut(Ids.RUNS_VIEW);
        layout.addShowViewShortcut(Ids.LOG_VIEW);
        PerspectiveShortcuts.addTo(layout);
    }
}
