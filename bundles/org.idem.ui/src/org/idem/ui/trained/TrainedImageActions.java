package org.idem.ui.trained;

import java.util.BitSet;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.data.ImageTarget;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.selection.IndexedSelection;
import org.idem.ui.widgets.grid.ImageGrid;

/**
 * What an image of the training set leads to: a selected one to the views that follow the selection, an opened one to its
 * place in the data set editor.
 */
record TrainedImageActions(IWorkbenchPartSite site, ISelectionProvider selection) {

    void select(ImageGrid grid) {
        selection.setSelection(selected(grid));
    }

    private static ISelection selected(ImageGrid grid) {
        BitSet places = grid.selection();
        if (!places.isEmpty() && grid.model() instanceof TrainedFaces faces) {
            return new IndexedSelection(places, faces::image);
        }
        return StructuredSelection.EMPTY;
    }

    void open(ImageGrid grid, int place) {
        if (grid.model() instanceof TrainedFaces faces) {
            FaceImage image = faces.image(place);
            IEditorPart editor = PartOpener.open(site.getPage(), new DatasetInput(image.path()), Ids.DATA_SET_EDITOR);
            ImageTarget target = editor == null ? null : editor.getAdapter(ImageTarget.class);
            if (target != null) {
                target.goTo(image.index());
            }
        }
    }
}
