package org.idem.ui.data.views;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.ui.data.SomeFaces;
import org.idem.ui.jobs.LatestLoad;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.selection.Identity;
import org.idem.ui.selection.IndexedSelection;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.PictureCanvas;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.grid.ImageGrid;

/** One person: the mean face, how many images there are, and all of them. UI thread only. */
final class IdentityPane {
    private static final int MEAN_SIDE = 96;

    private final Composite pane;
    private final PictureCanvas mean;
    private final KeyValuePane facts;
    private final ImageGrid grid;
    private final LatestLoad loading;
    private final IdentityIndexes indexes;
    private final SetEmbeddings embeddings;
    private Identity shown;

    /** Shows nobody yet. */
    public IdentityPane(Composite parent, UiUpdateQueue updates, IdentityIndexes indexes, SetEmbeddings embeddings) {
        this.indexes = indexes;
        this.embeddings = embeddings;
        loading = new LatestLoad(updates);
        pane = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(pane);
        Composite head = new Composite(pane, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(8, 8)
                .spacing(8, 4)
                .applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        mean = new PictureCanvas(head, MEAN_SIDE);
        GridDataFactory.fillDefaults().hint(MEAN_SIDE, MEAN_SIDE).applyTo(mean);
        facts = new KeyValuePane(head, 1);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(facts);
        Label below = new Label(head, SWT.NONE);
        below.setText("Mean face");
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(below);
        grid = new ImageGrid(pane, updates);
        grid.setTileSize(MEAN_SIDE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
    }

    /** The widget to lay out. */
    public Control control() {
        return pane;
    }

    /** The images. */
    public ImageGrid grid() {
        return grid;
    }

    /** Who is shown, or null. */
    public Identity identity() {
        return shown;
    }

    /** Reads a person in the background and shows all of it then. */
    public void show(Identity identity) {
        loading.start(
                "Reading identity " + identity.label(),
                progress -> IdentityFacts.of(identity, indexes, embeddings, progress),
                read -> show(identity, read),
                message -> {});
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private void show(Identity identity, IdentityFacts read) {
        if (pane.isDisposed()) {
            return;
        }
        shown = identity;
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Identity", Units.count(identity.label()));
        words.put("Images", Units.count(read.images().length));
        if (read.averaged() < read.images().length) {
            words.put("Averaged", Units.count(read.averaged()));
        }
        if (!read.nearest().isEmpty()) {
            words.put("Nearest", read.neighbours());
        }
        facts.show(words);
        mean.show(read.mean(), "Mean face of identity " + identity.label());
        grid.setModel(new SomeFaces(identity.set(), read.images(), read::caption));
        pane.layout(true, true);
    }

    /** Calls {@code action} with the number in the set of an image that is opened. */
    public void onOpen(Consumer<FaceImage> action) {
        grid.addOpenListener(place -> action.accept(element(place)));
    }

    /** The selected images. */
    public ISelection selection() {
        BitSet places = grid.selection();
        return places.isEmpty() ? StructuredSelection.EMPTY : new IndexedSelection(places, this::element);
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private FaceImage element(int place) {
        return FaceImage.of(shown.set(), ((SomeFaces) grid.model()).image(place), shown.label());
    }

    /** Ends what goes on in the background. */
    public void dispose() {
        loading.cancel();
    }
}
