package org.idem.ui.data.doctor;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.idem.core.Units;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.Verdict;
import org.idem.data.review.VerdictFile;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.data.SomeFaces;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.PictureTable;

/** Findings of a set on the left, the faces of the selected one side by side on the right. UI thread only. */
final class DoctorPane {
    private final Composite pane;
    private final Label words;
    private final Label message;
    private final PictureTable table;
    private final ImageGrid faces;
    private final UiUpdateQueue updates;
    private OpenedImages opened;
    private DatasetContext editor;
    private ReviewList list;
    /** Decided here on this set, in case that a reading of the file began before. */
    private final Map<ReviewItem, Optional<Verdict>> decided = new HashMap<>();

    DoctorPane(Composite parent, UiUpdateQueue updates, Composite[] bar) {
        this.updates = updates;
        pane = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(pane);
        Composite head = new Composite(pane, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 0).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        bar[0] = head;
        words = new Label(pane, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).indent(8, 0).applyTo(words);
        SashForm halves = new SashForm(pane, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        table = new PictureTable(halves, updates)
                .column("Verdict", 84, SWT.LEAD)
                .column("Finding", 152, SWT.LEAD)
                .column("Identities", 84, SWT.LEAD)
                .column("Score", 52, SWT.TRAIL);
        Composite right = new Composite(halves, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(right);
        message = new Label(right, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(8, 4).applyTo(message);
        faces = new ImageGrid(right, updates);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(faces);
        halves.setWeights(3, 2);
        table.addSelectionListener(this::show);
        table.addOpenListener(this::open);
        faces.addOpenListener(place -> showImage(((SomeFaces) faces.model()).image(place)));
        table.addListener(SWT.KeyDown, this::key);
        faces.addListener(SWT.KeyDown, this::key);
    }

    Control control() {
        return pane;
    }

    PictureTable table() {
        return table;
    }

    ImageGrid faces() {
        return faces;
    }

    ReviewList list() {
        return list;
    }

    /** Shows what was read of a set, with the first undecided finding selected. */
    void show(OpenedImages images, DatasetContext context, ReviewList read) {
        if (opened != images) {
            decided.clear();
        }
        opened = images;
        editor = context;
        list = read;
        decided.forEach((item, verdict) -> read.decided(item, verdict.orElse(null)));
        table.setModel(read);
        int first = read.nextUndecided(-1);
        table.select(Math.max(first, 0));
        tell("");
    }

    /** Shows nothing any more, and decides on nothing. */
    void clear() {
        list = null;
        table.setModel(null);
        faces.setModel(GridModel.EMPTY);
        message.setText("");
    }

    @SuppressWarnings("resource") // The set is the editor's.
    private void show(int line) {
        ReviewItem item = list.item(line);
        message.setText(item.message().replace("&", "&&"));
        faces.setModel(SomeFaces.of(opened.set(), list.images(item), image -> caption(item, image)));
        message.getParent().layout();
    }

    private String caption(ReviewItem item, int image) {
        boolean out = item.excludes().contains(opened.key(image));
        return "#" + Units.count(image) + (out ? " leave out" : item.excludes().isEmpty() ? "" : " keep");
    }

    private void open(int line) {
        List<Integer> images = list.images(list.item(line));
        if (!images.isEmpty()) {
            showImage(images.get(0));
        }
    }

    private void showImage(int image) {
        editor.site().getPage().activate(editor.site().getPart());
        editor.showImage(image);
    }

    private void key(Event event) {
        Verdict verdict = ReviewKeys.verdict(event);
        if (verdict != null) {
            decide(verdict);
            event.doit = false;
        } else if (ReviewKeys.isNext(event)) {
            next();
            event.doit = false;
        }
    }

    /** Decides on the selected finding and goes on to the next undecided one. */
    void decide(Verdict verdict) {
        int line = table.selectedLine();
        if (list == null || line < 0) {
            return;
        }
        ReviewItem item = list.item(line);
        OpenedImages of = opened;
        DecideOperation operation = new DecideOperation(
                VerdictFile.beside(opened.path()),
                item,
                list.verdict(item),
                verdict,
                now -> updates.runAsync(() -> written(of, item, now)));
        operation.addContext(editor.undoContext());
        try {
            PlatformUI.getWorkbench()
                    .getOperationSupport()
                    .getOperationHistory()
                    .execute(operation, null, null);
        } catch (ExecutionException e) {
            ILog.get().error(operation.getLabel() + " failed", e);
        }
    }

    private void written(OpenedImages of, ReviewItem item, Verdict verdict) {
        if (of != opened || table.isDisposed()) {
            return;
        }
        decided.put(item, Optional.ofNullable(verdict));
        if (list == null) {
            return;
        }
        list.decided(item, verdict);
        if (verdict != null && table.selectedLine() == list.lineOf(item)) {
            next();
        } else if (verdict == null) {
            table.select(list.lineOf(item));
        }
        table.redraw();
        tell("");
    }

    /** Selects the next undecided finding. */
    void next() {
        int next = list == null ? -1 : list.nextUndecided(table.selectedLine());
        if (next >= 0) {
            table.select(next);
        }
    }

    /** Says how far the review is, and something more. */
    void tell(String more) {
        int verdicts = list.verdicts().size();
        words.setText(Units.count(list.size()) + (list.size() == 1 ? " finding, " : " findings, ")
                + Units.count(verdicts) + " decided.  " + more.replace("&", "&&"));
    }

    /** The selected faces, or else the first one of the selected finding. */
    ISelection selection() {
        BitSet places = faces.selection();
        if (list == null || faces.model().size() == 0) {
            return StructuredSelection.EMPTY;
        }
        int image = ((SomeFaces) faces.model()).image(Math.max(0, places.nextSetBit(0)));
        return new StructuredSelection(opened.element(image));
    }

    OpenedImages opened() {
        return opened;
    }
}
