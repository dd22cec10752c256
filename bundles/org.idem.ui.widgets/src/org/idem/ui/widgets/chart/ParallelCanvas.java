package org.idem.ui.widgets.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.idem.chart.parallel.ParallelAxis;
import org.idem.chart.parallel.ParallelLayout;
import org.idem.chart.parallel.ParallelLine;
import org.idem.chart.parallel.ParallelModel;
import org.idem.chart.parallel.ParallelModel.Brush;
import org.idem.chart.parallel.ParallelPainter;
import org.idem.ui.widgets.ControlTheme;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Shows a {@link ParallelModel}. Dragging along an axis chooses a stretch of it, a click on the axis gives it up, a click on a line
 * points that out. Left and right go from axis to axis, up and down move the lower end of its stretch and with Shift the upper
 * one, Delete gives up the stretch and Escape all of them, O colours by the axis, N and P go through the chosen lines, Enter opens
 * one, C copies the image, E exports. UI thread only.
 */
public final class ParallelCanvas extends Canvas {
    private final UiUpdateQueue updates;
    private final List<Consumer<ParallelModel>> chosenListeners = new ArrayList<>();
    private Consumer<String> pointing = key -> {};
    private Consumer<String> opening = key -> {};
    private ParallelModel model = new ParallelModel("", List.of(), List.of());
    private String emphasized;
    private int focused;
    private ParallelLayout layout;
    private BufferedImage picture;
    private Image image;
    private Point drawnSize = new Point(0, 0);
    private Color drawnBackground;
    private ParallelModel drawnModel;
    private String drawnEmphasis;

    public ParallelCanvas(Composite parent, UiUpdateQueue updates) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.updates = updates;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Dispose, event -> disposeImage());
        addListener(SWT.Resize, event -> refresh());
        addListener(SWT.FocusIn, event -> refresh());
        addListener(SWT.FocusOut, event -> refresh());
        new ParallelGestures(this).install();
        installAccessibility();
    }

    private void installAccessibility() {
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = model.title();
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = model.axes().stream()
                        .map(ParallelAxis::title)
                        .collect(Collectors.joining(", ", "Axes: ", ". " + status()));
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }

            @Override
            public void getValue(AccessibleControlEvent event) {
                event.result = focusText();
            }
        });
    }

    /** How many lines are chosen, in words. */
    public String status() {
        return model.chosen().size() + " of " + model.lines().size();
    }

    /** The axis that keys work on, and what is chosen of it; empty without axes. */
    public String focusText() {
        if (model.axes().isEmpty()) {
            return "";
        }
        ParallelAxis axis = model.axes().get(focused);
        Brush brush = model.brushes().get(focused);
        return axis.title()
                + (brush == null ? ": all" : ": " + text(axis, brush.low()) + " to " + text(axis, brush.high()));
    }

    private static String text(ParallelAxis axis, double place) {
        double value = axis.value(place);
        int word = (int) Math.max(0, Math.min(axis.words().size() - 1, Math.round(value)));
        return axis.words().isEmpty()
                ? ParallelGestures.FORMAT.format(value)
                : axis.words().get(word);
    }

    /** Shows another state; what is chosen of axes that are still there stays. */
    public void setModel(ParallelModel now) {
        ParallelModel kept = now;
        for (int i = 0; i < now.axes().size(); i++) {
            int before = indexOf(now.axes().get(i).id());
            Brush brush = model.brushes().get(before);
            kept = brush == null ? kept : kept.withBrush(i, brush);
            kept = before >= 0 && before == model.color() ? kept.withColor(i) : kept;
        }
        focused = Math.max(0, Math.min(focused, now.axes().size() - 1));
        changeTo(kept);
    }

    private int indexOf(String axis) {
        for (int i = 0; i < model.axes().size(); i++) {
            if (model.axes().get(i).id().equals(axis)) {
                return i;
            }
        }
        return -1;
    }

    /** What is shown, with what the user chose. */
    public ParallelModel model() {
        return model;
    }

    /** Told whenever other lines are chosen, or coloured otherwise. */
    public void addChosenListener(Consumer<ParallelModel> listener) {
        chosenListeners.add(listener);
    }

    /** Told the key of the line that the user points out, null where none is any more; and of the one to be opened. */
    public void setLines(Consumer<String> pointed, Consumer<String> opened) {
        pointing = pointed;
        opening = opened;
    }

    /** Colours the lines by an axis; by none for -1. */
    public void setColor(int axis) {
        changeTo(model.withColor(axis));
    }

    /** Shows a line before all others by its key, or all alike for null, without telling anybody. */
    public void setEmphasis(String key) {
        if (!Objects.equals(key, emphasized)) {
            emphasized = key;
            refresh();
        }
    }

    /** The key of the line that is pointed out, or null. */
    public String emphasis() {
        return emphasized;
    }

    void pointOut(String key) {
        setEmphasis(key);
        pointing.accept(key);
    }

    /** To the chosen line after the one that is pointed out, or before it; round at the ends. */
    void pointOutNext(int by) {
        List<String> keys = model.chosen().stream().map(ParallelLine::key).toList();
        if (!keys.isEmpty()) {
            int at = keys.indexOf(emphasized);
            pointOut(keys.get(Math.floorMod(at < 0 && by < 0 ? -1 : at + by, keys.size())));
        }
    }

    void open() {
        if (emphasized != null) {
            opening.accept(emphasized);
        }
    }

    int focused() {
        return focused;
    }

    void focusAxis(int axis) {
        focused = Math.max(0, Math.min(axis, model.axes().size() - 1));
        refresh();
    }

    void changeTo(ParallelModel changed) {
        model = changed;
        refresh();
        chosenListeners.forEach(listener -> listener.accept(changed));
    }

    /** Whether what is on the screen is the model of now. */
    public boolean isDrawn() {
        return drawnModel == model && Objects.equals(drawnEmphasis, emphasized) && drawnSize.equals(getSize());
    }

    /** Where things are in the last drawing, or null before the first. */
    public ParallelLayout picture() {
        return layout;
    }

    UiUpdateQueue updates() {
        return updates;
    }

    private void refresh() {
        updates.postLatest(this, this::render);
    }

    private void render() {
        Point size = getSize();
        if (size.x <= 1 || size.y <= 1 || !isVisible()) {
            drawnSize = new Point(0, 0);
            return;
        }
        int zoom = getMonitor().getZoom();
        double scale = zoom / 100.0;
        picture = new BufferedImage(
                (int) Math.round(size.x * scale), (int) Math.round(size.y * scale), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = picture.createGraphics();
        try {
            g.scale(scale, scale);
            int focus = isFocusControl() ? focused : -1;
            layout = new ParallelPainter(model, ControlTheme.of(this), emphasized, focus).paint(g, size.x, size.y);
        } finally {
            g.dispose();
        }
        disposeImage();
        image = ChartImages.toSwt(getDisplay(), picture, zoom);
        drawnSize = size;
        drawnModel = model;
        drawnEmphasis = emphasized;
        drawnBackground = getBackground();
        redraw();
    }

    private void paint(GC gc) {
        if (image == null || !drawnSize.equals(getSize()) || !getBackground().equals(drawnBackground)) {
            render();
        }
        if (image != null) {
            gc.drawImage(image, 0, 0);
            if (isFocusControl()) {
                Overlay.focusRing(gc, getSize());
            }
        }
    }

    /** The drawing as it is on the screen; the caller disposes it. Null before it was drawn. */
    public Image copyImage() {
        return picture == null
                ? null
                : ChartImages.toSwt(getDisplay(), picture, getMonitor().getZoom());
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(widthHint == SWT.DEFAULT ? 640 : widthHint, heightHint == SWT.DEFAULT ? 280 : heightHint);
    }
}
