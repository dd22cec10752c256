package org.idem.ui.data.images;

import java.util.BitSet;
import java.util.List;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.core.Units;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.FaceGrid;
import org.idem.ui.data.ImageFlag;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.selection.IndexedSelection;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.ui.widgets.grid.GridRuler;
import org.idem.ui.widgets.grid.ImageGrid;

/**
 * The images of a set, or its pairs, as a grid of any size: what is shown above it, all identities as a ruler beside it, and
 * what the focused image is below it.
 */
public final class ImagesPage implements DatasetPage {
    /** Id of the grid's context menu. */
    public static final String MENU = "org.idem.ui.data.images";

    private static final int TYPING_MILLIS = 250;

    private final DatasetContext context;
    private final Composite page;
    private final FilterBar filter;
    private final ImageGrid grid;
    private final GridRuler ruler;
    private final StatusBar status;
    private final FocusDetails details;
    private final SelectionActions actions;
    private OpenedDataset set;
    private SearchJob search;
    private ImageQuery query = ImageQuery.ALL;
    private ImageOrder order = ImageOrder.all(0);
    private int wanted = -1;

    /** Shows nothing until {@link #open}. */
    public ImagesPage(Composite parent, DatasetContext context) {
        this.context = context;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(page);
        filter = new FilterBar(page, this::ask);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(filter.control());
        grid = new ImageGrid(page, context.updates());
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        ruler = new GridRuler(page, grid);
        ruler.setLayoutData(new GridData(SWT.END, SWT.FILL, false, true));
        status = new StatusBar(page);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(status.control());
        details = new FocusDetails(context.updates(), status::showFocused);
        actions = new SelectionActions(this, context);
        grid.addSelectionListener(this::selected);
        grid.addOpenListener(place -> actions.showIdentity());
        createMenu();
    }

    private void createMenu() {
        MenuManager menu = new MenuManager();
        grid.setMenu(menu.createContextMenu(grid));
        context.site().registerContextMenu(MENU, menu, context.site().getSelectionProvider());
        grid.addListener(SWT.Dispose, event -> menu.dispose());
    }

    /** Shows all images of a set. */
    public void open(OpenedDataset opened) {
        set = opened;
        filter.offer(opened.flags(), opened instanceof OpenedImages);
        if (opened instanceof OpenedImages images) {
            images.exclusions().onChange(() -> context.updates().postLatest(this, this::exclusionsChanged));
        }
        show(ImageOrder.all(opened.size()));
    }

    private void exclusionsChanged() {
        if (!grid.isDisposed()) {
            grid.redraw();
            describeFocus();
            if (query.flag() == ImageFlag.EXCLUDED || query.flag() == ImageFlag.INCLUDED) {
                ask(query);
            }
        }
    }

    /** Looks for what the fields ask for; a moment later, since somebody may go on typing. */
    private void ask(ImageQuery asked) {
        if (set == null) {
            return;
        }
        query = asked;
        dropSearch();
        search = new SearchJob(set, asked, context.updates(), this::show, this::showProgress);
        search.schedule(asked.isAll() || asked.isSubsetAlone() ? 0 : TYPING_MILLIS);
    }

    private void dropSearch() {
        if (search != null) {
            search.drop();
            search = null;
        }
    }

    private void showProgress(String words) {
        if (!grid.isDisposed()) {
            status.show("Searching: " + words, "Cancel", this::cancelSearch);
        }
    }

    private void cancelSearch() {
        dropSearch();
        describeShown();
    }

    private void show(ImageOrder images) {
        if (grid.isDisposed()) {
            return;
        }
        search = null;
        int focused = wanted >= 0 ? wanted : focusedImage();
        wanted = -1;
        order = images;
        GridModel model = set.grid(images);
        if (model instanceof FaceGrid faces) {
            faces.setOnScreen(place -> place >= grid.firstVisible() - 1 && place <= grid.endVisible());
            faces.onLabels(() -> context.updates().postLatest(grid, this::labelsRead));
        }
        grid.setModel(model);
        ruler.redraw();
        int place = focused < 0 ? -1 : order.placeOf(focused);
        if (place >= 0) {
            grid.select(place);
        }
        describeShown();
    }

    private void labelsRead() {
        if (!grid.isDisposed()) {
            grid.redraw();
            describeFocus();
        }
    }

    private void describeShown() {
        boolean pairs = !(set instanceof OpenedImages);
        String all = Units.count(set.size()) + (pairs ? " pairs" : " images");
        if (order.isAll()) {
            status.show(all, "", () -> {});
        } else {
            String words = query.among().words().isEmpty() ? "" : query.among().words() + ": ";
            String none = order.size() == 0 ? "none" : Units.count(order.size());
            status.show(words + none + " of " + all, "Show all", filter::clear);
        }
        describeFocus();
    }

    private void describeFocus() {
        details.describe(set, focusedImage());
    }

    private void selected() {
        describeFocus();
        context.select(this, selection());
    }

    /** Brings an image into view and selects it; one that is not shown makes all images shown again. */
    public void showImage(int image) {
        int place = order.placeOf(image);
        if (place >= 0) {
            grid.select(place);
        } else if (set != null) {
            wanted = image;
            filter.clear();
        }
    }

    /** The first of the selected images, no more than {@code most}. */
    public List<Integer> selectedImages(int most) {
        return grid.selection().stream().limit(most).mapToObj(order::image).toList();
    }

    /** Shows these images and no others, in their order. */
    public void showOnly(ImageQuery.Subset subset) {
        filter.showOnly(subset);
    }

    /** Whether there is a set to work on. */
    boolean isOpen() {
        return set != null && !grid.isDisposed();
    }

    /** Asks where to go. */
    void jump() {
        new JumpPopup(grid, set, context.updates(), image -> {
                    grid.setFocus();
                    showImage(image);
                })
                .open();
    }

    /** Puts the keyboard into the field for keys. */
    void find() {
        filter.setFocus();
    }

    OpenedDataset set() {
        return set;
    }

    ImageGrid grid() {
        return grid;
    }

    SelectionActions actions() {
        return actions;
    }

    /** The number in the set of the focused image, or −1. */
    int focusedImage() {
        int place = grid.focusIndex();
        return place >= 0 && place < order.size() ? order.image(place) : -1;
    }

    /** The numbers in the set of the selected images. */
    BitSet selectedImages() {
        BitSet places = grid.selection();
        if (order.isAll()) {
            return places;
        }
        BitSet images = new BitSet();
        places.stream().map(order::image).forEach(images::set);
        return images;
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

    @Override
    public void dispose() {
        dropSearch();
        details.dispose();
    }
}
