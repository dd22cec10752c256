package org.idem.ui.data.images;

import java.util.BitSet;
import java.util.List;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.FaceGrid;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.selection.IndexedSelection;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.ui.widgets.grid.GridRuler;
import org.idem.ui.widgets.grid.ImageGrid;

/** The images of a set, or its pairs, as a grid of any size with all identities as a ruler beside it. */
public final class ImagesPage implements DatasetPage {
    private final DatasetContext context;
    private final Composite page;
    private final ImageGrid grid;
    private final GridRuler ruler;
    private OpenedDataset set;
    private ImageOrder order = ImageOrder.all(0);

    /** Shows nothing until {@link #open}. */
    public ImagesPage(Composite parent, DatasetContext context) {
        this.context = context;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(page);
        grid = new ImageGrid(page, context.updates());
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        ruler = new GridRuler(page, grid);
        ruler.setLayoutData(new GridData(SWT.END, SWT.FILL, false, true));
        grid.addSelectionListener(() -> context.select(this, selection()));
    }

    /** Shows all images of a set. */
    public void open(OpenedDataset opened) {
        set = opened;
        show(ImageOrder.all(opened.size()));
    }

    /** Shows these images of the set, from the first one. */
    public void show(ImageOrder images) {
        order = images;
        GridModel model = set.grid(images);
        if (model instanceof FaceGrid faces) {
            faces.setOnScreen(place -> place >= grid.firstVisible() - 1 && place <= grid.endVisible());
            faces.onLabels(() -> context.updates().postLatest(grid, grid::redraw));
        }
        grid.setModel(model);
        ruler.redraw();
    }

    /** Brings an image into view and selects it; one that is not shown makes all images shown again. */
    public void showImage(int image) {
        if (order.placeOf(image) < 0) {
            show(ImageOrder.all(set.size()));
        }
        int place = order.placeOf(image);
        if (place >= 0) {
            BitSet one = new BitSet();
            one.set(place);
            grid.goTo(place);
            grid.setSelection(one);
            context.select(this, selection());
        }
    }

    /** The first of the selected images, no more than {@code most}. */
    public List<Integer> selectedImages(int most) {
        return grid.selection().stream().limit(most).mapToObj(order::image).toList();
    }

    @Override
    public String title() {
        return "Images";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public ISelection selection() {
        BitSet places = grid.selection();
        if (set == null || places.isEmpty()) {
            return StructuredSelection.EMPTY;
        }
        OpenedDataset opened = set;
        ImageOrder shown = order;
        return new IndexedSelection(places, place -> opened.element(shown.image(place)));
    }

    @Override
    public void setFocus() {
        grid.setFocus();
    }
}
