package org.idem.ui.perspectives;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.idem.ui.Ids;

/** How good the models are: runs and their evaluations beside the verification editor. */
public final class VerificationPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.addView(Ids.EVALUATIONS_VIEW, IPageLayout.LEFT, 0.3f, IPageLayout.ID_EDITOR_AREA);
        layout.addShowViewShortcut(Ids.RUNS_VIEW);
        layout.addShowViewShortcut(Ids.EVALUATIONS_VIEW);
        PerspectiveShortcuts.addTo(layout);
    }
}
