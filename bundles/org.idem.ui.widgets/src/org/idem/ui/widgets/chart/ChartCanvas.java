package org.idem.ui.widgets.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.idem.chart.AxisMapping;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.paint.ChartPicture;
import org.idem.ui.widgets.ControlTheme;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Shows a {@link LineChartModel}. The chart is drawn into an image, at most ten times a second and outside paint events;
 * crosshair and zoom box are drawn over that image.
 *
 * <p>Wheel zooms x at the cursor, Ctrl+wheel y, dragging draws a zoom box, Shift+drag pans, double click fits, Backspace
 * goes back and Shift+Backspace forward again, as do Alt with the arrows; L and Shift+L switch to logarithmic axes, F fits, C copies the image, E exports, arrows move the crosshair,
 * Page Down and Page Up move it to what happened next and before, a click, N and P point out a curve, Enter opens what it
 * stands for, S calls back for smoothing, T lists the points in a table. UI thread only.
 */
public final class ChartCanvas extends Canvas {
    private static final Runnable NOTHING = () -> {};

    private final UiUpdateQueue updates;
    private final List<Consumer<Viewport>> viewListeners = new ArrayList<>();
    private final List<DoubleConsumer> crosshairListeners = new ArrayList<>();
    private final List<DoubleConsumer> pickListeners = new ArrayList<>();
    private final List<Consumer<String>> curveListeners = new ArrayList<>();
    private final Crosshair crosshair = new Crosshair(this);
    private ViewHistory history = new ViewHistory();
    private LineChartModel model = LineChartModel.empty("");
    private Viewport view = Viewport.FIT;
    private ChartPicture picture;
    private Image image;
    private Point drawnSize = new Point(0, 0);
    private Color drawnBackground;
    private LineChartModel drawnModel;
    private boolean painted;
    private Rectangle zoomBox;
    private Consumer<String> status = text -> {};
    private Runnable smoothing = NOTHING;
    private Consumer<String> opening;
    private String emphasized;

    public ChartCanvas(Composite parent, UiUpdateQueue updates) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.updates = updates;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.Dispose, event -> disposeImage());
        addListener(SWT.Resize, event -> refresh());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        ChartGestures.install(this);
        ChartActions.install(this);
        ChartAccessibility.install(this);
    }

    /** Shows another state; a zoom, scales that the user chose and the crosshair stay. May be called as often as data arrives. */
    public void setModel(LineChartModel newModel) {
        if (view.equals(Viewport.of(model))) {
            view = Viewport.of(newModel);
        }
        model = newModel;
        status.accept(model.status());
        refresh();
    }

    public LineChartModel model() {
        return model;
    }

    public Viewport viewport() {
        return view;
    }

    /** Moves the view without a step in the history and without telling listeners: for charts that follow another. */
    public void setViewport(Viewport viewport) {
        view = viewport;
        refresh();
    }

    /** Told of every change that the user makes to the view. */
    public void addViewListener(Consumer<Viewport> listener) {
        viewListeners.add(listener);
    }

    /** Told where the user's crosshair is, in x values; NaN when it leaves. */
    public void addCrosshairListener(DoubleConsumer listener) {
        crosshairListeners.add(listener);
    }

    /** Told of the x value that the user clicks at, or that Enter is pressed at with the crosshair on it. */
    public void addPickListener(DoubleConsumer listener) {
        pickListeners.add(listener);
    }

    /** Told the key of the curve that the user points out by a click, N or P; null where none is any more. */
    public void addCurveListener(Consumer<String> listener) {
        curveListeners.add(listener);
    }

    /** What Enter and the menu's Open do with the key of the curve that is pointed out. Without it there is no such entry. */
    public void setOpening(Consumer<String> listener) {
        opening = listener;
    }

    /** Shows the curve of a key before all others, or all alike for null, without telling listeners. */
    public void setEmphasis(String key) {
        if (!Objects.equals(key, emphasized)) {
            emphasized = key;
            refresh();
        }
    }

    /** The key of the curve that is pointed out, or null. */
    public String emphasis() {
        return emphasized;
    }

    void emphasize(String key) {
        if (!curveListeners.isEmpty()) {
            setEmphasis(key);
            curveListeners.forEach(listener -> listener.accept(key));
        }
    }

    boolean canEmphasize() {
        return !curveListeners.isEmpty() && !model.series().isEmpty();
    }

    /** To the curve after the one that is pointed out, or before it; round at the ends. */
    void emphasizeNext(int by) {
        if (canEmphasize()) {
            List<String> keys =
                    model.series().stream().map(ChartSeries::key).distinct().toList();
            int now = keys.indexOf(emphasized);
            emphasize(keys.get(Math.floorMod(now < 0 && by < 0 ? by : now + by, keys.size())));
        }
    }

    boolean canOpen() {
        return opening != null && emphasized != null;
    }

    void open() {
        if (canOpen()) {
            opening.accept(emphasized);
        }
    }

    void pick(double x) {
        if (!Double.isNaN(x)) {
            pickListeners.forEach(listener -> listener.accept(x));
        }
    }

    /** Told how many points are shown, whenever that changes. */
    public void setStatus(Consumer<String> listener) {
        status = listener;
        status.accept(model.status());
    }

    /** What S and the menu's Smoothing do. Without it the menu has no such entry. */
    public void setSmoothing(Runnable toggle) {
        smoothing = toggle;
    }

    UiUpdateQueue updates() {
        return updates;
    }

    boolean canSmooth() {
        return smoothing != NOTHING;
    }

    void toggleSmoothing() {
        smoothing.run();
    }

    /** Shows the crosshair at an x value, or hides it for NaN, without telling listeners. */
    public void setCrosshair(double x) {
        crosshair.moveTo(x);
        redraw();
    }

    /** The x value under the crosshair, or NaN. */
    public double crosshair() {
        return crosshair.x();
    }

    /** Shows the crosshair at an x value, or hides it for NaN, as if the user had moved it there. */
    public void moveCrosshair(double x) {
        setCrosshair(x);
        crosshairListeners.forEach(listener -> listener.accept(x));
    }

    /** Moves the crosshair to what happened next, or before. */
    void goToEvent(int by) {
        double from = crosshair();
        List<Double> places = model.events().stream()
                .map(ChartMark.Event::x)
                .filter(x -> Double.isNaN(from) || (by > 0 ? x > from : x < from))
                .toList();
        if (!places.isEmpty()) {
            moveCrosshair(places.get(by > 0 ? 0 : places.size() - 1));
        }
    }

    /** The values under the crosshair in words; empty without one. */
    public String crosshairText() {
        return String.join("; ", crosshair.lines());
    }

    /** A step of the user: kept in the history. */
    void changeView(Viewport changed) {
        if (changed.equals(view)) {
            return;
        }
        history.add(this, view, changed);
        showView(changed);
    }

    /** Ends a pan, whose steps went by {@link #setViewport}: one entry in the history for all of them. */
    void panned(Viewport before) {
        if (!before.equals(view)) {
            history.add(this, before, view);
            viewListeners.forEach(listener -> listener.accept(view));
        }
    }

    void showView(Viewport changed) {
        view = changed;
        refresh();
        viewListeners.forEach(listener -> listener.accept(changed));
    }

    /** Shows all data. */
    public void fit() {
        changeView(view.fit());
    }

    /** Keeps the steps through views together with those of other charts. */
    public void setHistory(ViewHistory shared) {
        history = shared;
    }

    ViewHistory history() {
        return history;
    }

    /** Undoes the last change of the view. */
    public void back() {
        history.back();
    }

    /** Does again what was undone last. */
    public void forward() {
        history.forward();
    }

    /** Makes the horizontal axis logarithmic, or linear again; one that starts by normal deviates goes back to these. */
    public void setLogX(boolean log) {
        changeView(view.withMapX(log ? AxisMapping.LOG : model().x().otherThanLog()));
    }

    /** As {@link #setLogX}, of the vertical axis. */
    public void setLogY(boolean log) {
        changeView(view.withMapY(log ? AxisMapping.LOG : model().y().otherThanLog()));
    }

    /** The last drawing, or null before the first; its scales translate the mouse. */
    ChartPicture picture() {
        return picture;
    }

    void setZoomBox(Rectangle box) {
        zoomBox = box;
        redraw();
    }

    private void refresh() {
        updates.postLatest(this, this::render);
    }

    /** Draws the image anew. Only {@link UiUpdateQueue} and the first paint come here. */
    private void render() {
        Point size = getSize();
        if (size.x <= 1 || size.y <= 1 || !isVisible()) {
            drawnSize = new Point(0, 0);
            return;
        }
        int zoom = getMonitor().getZoom();
        picture = ChartPicture.of(
                model.emphasizing(emphasized), view, ControlTheme.of(this), size.x, size.y, zoom / 100.0);
        disposeImage();
        image = ChartImages.toSwt(getDisplay(), picture.image(), zoom);
        drawnSize = size;
        drawnBackground = getBackground();
        drawnModel = model;
        painted = false;
        redraw();
    }

    private void paint(GC gc) {
        if (image == null || !drawnSize.equals(getSize()) || !getBackground().equals(drawnBackground)) {
            render();
        }
        if (image == null) {
            return;
        }
        gc.drawImage(image, 0, 0);
        painted = true;
        crosshair.paint(gc);
        if (zoomBox != null) {
            Overlay.zoomBox(gc, zoomBox);
        }
        if (isFocusControl()) {
            Overlay.focusRing(gc, getSize());
        }
    }

    /** Whether what is on the screen is the model of now, in the size and the colours of now. */
    public boolean isDrawn() {
        return painted
                && drawnModel == model
                && drawnSize.equals(getSize())
                && getBackground().equals(drawnBackground);
    }

    /** The chart as it is on the screen, without crosshair; the caller disposes it. Null before it was drawn. */
    public Image copyImage() {
        return picture == null
                ? null
                : ChartImages.toSwt(getDisplay(), picture.image(), getMonitor().getZoom());
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(widthHint == SWT.DEFAULT ? 480 : widthHint, heightHint == SWT.DEFAULT ? 280 : heightHint);
    }
}
