package org.idem.ui.data.images;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.idem.core.Progress;
import org.idem.data.select.JumpTargets;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.widgets.UiUpdateQueue;

/** Asks where to go: what is typed is looked up in the background, and the places stand below it. UI thread only. */
final class JumpPopup extends PopupDialog {
    private static final int MOST = 12;
    private static final int DELAY_MILLIS = 80;
    private static final Point SIZE = new Point(420, 320);

    private final OpenedDataset set;
    private final UiUpdateQueue updates;
    private final Control over;
    private final IntConsumer go;
    private Text text;
    private Table places;
    private Job lookup;
    private List<JumpTargets.Target> targets = List.of();
    private boolean goesAtOnce;

    /** Over a control, calls {@code go} with the image that the user chose. */
    JumpPopup(Control over, OpenedDataset set, UiUpdateQueue updates, IntConsumer go) {
        super(over.getShell(), SWT.RESIZE, true, false, false, false, false, null, "Enter goes there, Escape closes");
        this.over = over;
        this.set = set;
        this.updates = updates;
        this.go = go;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Go to Identity or Key");
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        text = new Text(area, SWT.SEARCH);
        text.setMessage("Identity, image number or key");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        text.addListener(SWT.Modify, event -> look());
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.DefaultSelection, event -> enter());
        places = new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(places);
        places.addListener(SWT.DefaultSelection, event -> enter());
        places.addListener(SWT.MouseUp, event -> enter());
        area.addListener(SWT.Dispose, event -> stop());
        return area;
    }

    @Override
    protected Control getFocusControl() {
        return text;
    }

    @Override
    protected Point getInitialSize() {
        return SIZE;
    }

    @Override
    protected Point getInitialLocation(Point size) {
        return over.toDisplay(Math.max(0, (over.getSize().x - size.x) / 2), 8);
    }

    private void key(Event event) {
        int by = event.keyCode == SWT.ARROW_DOWN ? 1 : event.keyCode == SWT.ARROW_UP ? -1 : 0;
        if (by != 0 && places.getItemCount() > 0) {
            places.setSelection(Math.floorMod(places.getSelectionIndex() + by, places.getItemCount()));
            event.doit = false;
        }
    }

    private void stop() {
        if (lookup != null) {
            lookup.cancel();
        }
    }

    private void look() {
        stop();
        goesAtOnce = false;
        targets = List.of();
        String typed = text.getText();
        lookup = Job.createSystem("Looking for " + typed, (ICoreRunnable) monitor -> look(typed, monitor));
        lookup.schedule(DELAY_MILLIS);
    }

    private void look(String typed, IProgressMonitor monitor) {
        try {
            List<JumpTargets.Target> found = set.targets(typed, MOST, new Progress() {
                @Override
                public void report(double fraction, Supplier<String> message) {
                    // The popup shows what is found, not how far the search is.
                }

                @Override
                public boolean isCancelled() {
                    return monitor.isCanceled();
                }
            });
            updates.runAsync(() -> show(typed, found));
        } catch (CancellationException e) {
            // Something else was typed meanwhile.
        }
    }

    private void show(String typed, List<JumpTargets.Target> found) {
        if (text.isDisposed() || !typed.equals(text.getText())) {
            return;
        }
        targets = found;
        places.removeAll();
        for (JumpTargets.Target one : found) {
            new TableItem(places, SWT.NONE)
                    .setText(one.detail().isEmpty() ? one.words() : one.words() + " – " + one.detail());
        }
        if (!found.isEmpty()) {
            places.setSelection(0);
        } else if (!typed.isBlank()) {
            new TableItem(places, SWT.NONE).setText("Nothing in this set is called so");
        }
        if (goesAtOnce) {
            enter();
        }
    }

    /** Somebody who types fast presses Enter before the places are there. */
    private void enter() {
        int chosen = places.getSelectionIndex();
        if (chosen >= 0 && chosen < targets.size()) {
            int image = targets.get(chosen).image();
            close();
            go.accept(image);
        } else {
            goesAtOnce = true;
        }
    }
}
