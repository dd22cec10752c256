package org.idem.ui.widgets.chart;

import java.awt.geom.Rectangle2D;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.Viewport;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.paint.ChartPicture;
import org.idem.chart.paint.CurveFinder;

/** Mouse and keys of a chart. */
final class ChartGestures {
    private static final double WHEEL_STEP = 0.8;
    /** Shorter drags are clicks. */
    private static final int CLICK = 4;

    private final ChartCanvas canvas;
    private Point pressed;
    private boolean panning;
    private Viewport before;
    private Viewport atPress;

    private ChartGestures(ChartCanvas canvas) {
        this.canvas = canvas;
    }

    static void install(ChartCanvas canvas) {
        ChartGestures gestures = new ChartGestures(canvas);
        canvas.addListener(SWT.MouseVerticalWheel, gestures::wheel);
        canvas.addListener(SWT.MouseDown, gestures::press);
        canvas.addListener(SWT.MouseMove, gestures::move);
        canvas.addListener(SWT.MouseUp, gestures::release);
        canvas.addListener(SWT.MouseExit, event -> canvas.moveCrosshair(Double.NaN));
        canvas.addListener(SWT.MouseDoubleClick, event -> canvas.fit());
        canvas.addListener(SWT.KeyDown, gestures::key);
        // A canvas that takes keys must say which of them leave it.
        canvas.addListener(
                SWT.Traverse,
                event -> event.doit =
                        event.detail != SWT.TRAVERSE_ARROW_NEXT && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
    }

    private void wheel(Event event) {
        ChartPicture picture = canvas.picture();
        if (picture == null || event.count == 0) {
            return;
        }
        double factor = Math.pow(WHEEL_STEP, event.count / 3.0);
        Viewport view = canvas.viewport();
        if ((event.stateMask & SWT.MOD1) != 0) {
            AxisScale y = picture.y();
            canvas.changeView(view.withY(y.range().zoom(y.value(event.y), factor, y.mapping())));
        } else {
            AxisScale x = picture.x();
            canvas.changeView(view.withX(x.range().zoom(x.value(event.x), factor, x.mapping())));
        }
        event.doit = false;
    }

    private void press(Event event) {
        canvas.forceFocus();
        if (event.button == 1 && canvas.picture() != null) {
            pressed = new Point(event.x, event.y);
            panning = (event.stateMask & SWT.SHIFT) != 0;
            before = canvas.viewport();
            atPress = visible(canvas.picture());
        }
    }

    private static Viewport visible(ChartPicture picture) {
        return new Viewport(
                picture.x().range(),
                picture.y().range(),
                picture.x().mapping(),
                picture.y().mapping());
    }

    private void move(Event event) {
        ChartPicture picture = canvas.picture();
        if (picture == null) {
            return;
        }
        if (pressed == null) {
            boolean inside = picture.plot().contains(event.x, event.y);
            canvas.moveCrosshair(inside ? picture.x().value(event.x) : Double.NaN);
        } else if (panning) {
            canvas.setViewport(panned(event, picture));
        } else {
            canvas.setZoomBox(box(event, picture.plot()));
        }
    }

    private Viewport panned(Event event, ChartPicture picture) {
        double dx = (pressed.x - event.x) / picture.plot().getWidth();
        double dy = (event.y - pressed.y) / picture.plot().getHeight();
        Viewport moved = atPress.withX(atPress.x().pan(dx, atPress.mapX()));
        // A fitted y axis follows the data while x moves.
        return before.y() == null && Math.abs(dy) < 0.1
                ? moved.withY(null)
                : moved.withY(atPress.y().pan(dy, atPress.mapY()));
    }

    private Rectangle box(Event event, Rectangle2D plot) {
        int left = (int) Math.max(plot.getMinX(), Math.min(pressed.x, event.x));
        int right = (int) Math.min(plot.getMaxX(), Math.max(pressed.x, event.x));
        int top = (int) Math.max(plot.getMinY(), Math.min(pressed.y, event.y));
        int bottom = (int) Math.min(plot.getMaxY(), Math.max(pressed.y, event.y));
        return new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    private void release(Event event) {
        if (event.button != 1 || pressed == null) {
            return;
        }
        ChartPicture picture = canvas.picture();
        Rectangle box = box(event, picture.plot());
        boolean dragged = Math.abs(event.x - pressed.x) >= CLICK || Math.abs(event.y - pressed.y) >= CLICK;
        pressed = null;
        canvas.setZoomBox(null);
        if (panning) {
            canvas.panned(before);
        } else if (dragged && box.width >= CLICK) {
            zoomTo(box, picture);
        } else if (!dragged && picture.plot().contains(event.x, event.y)) {
            canvas.emphasize(CurveFinder.at(canvas.model(), picture.layout(), event.x, event.y)
                    .map(ChartSeries::key)
                    .orElse(null));
            canvas.pick(picture.x().value(event.x));
        }
    }

    /** A flat box means the x axis alone. */
    private void zoomTo(Rectangle box, ChartPicture picture) {
        AxisScale x = picture.x();
        AxisScale y = picture.y();
        Viewport zoomed = canvas.viewport().withX(new AxisRange(x.value(box.x), x.value(box.x + box.width)));
        if (box.height >= 3 * CLICK) {
            zoomed = zoomed.withY(new AxisRange(y.value(box.y + box.height), y.value(box.y)));
        }
        canvas.changeView(zoomed);
    }

    /** Ctrl with Page Down and Page Up is the platform's, for the tabs of an editor. */
    private void key(Event event) {
        boolean paging = event.keyCode == SWT.PAGE_DOWN || event.keyCode == SWT.PAGE_UP;
        if (paging && (event.stateMask & SWT.MOD1) != 0) {
            return;
        }
        boolean alt = (event.stateMask & SWT.ALT) != 0;
        boolean sideways = event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_RIGHT;
        if (alt && sideways || event.keyCode == SWT.BS) {
            boolean forward = alt ? event.keyCode == SWT.ARROW_RIGHT : (event.stateMask & SWT.SHIFT) != 0;
            goThroughViews(forward);
            return;
        }
        switch (event.keyCode) {
            case SWT.ESC -> cancel();
            case SWT.CR, SWT.KEYPAD_CR -> enter();
            case SWT.PAGE_DOWN -> canvas.goToEvent(1);
            case SWT.PAGE_UP -> canvas.goToEvent(-1);
            case SWT.ARROW_LEFT -> step(-1);
            case SWT.ARROW_RIGHT -> step(1);
            default -> letter(event);
        }
    }

    private void goThroughViews(boolean forward) {
        if (forward) {
            canvas.forward();
        } else {
            canvas.back();
        }
    }

    private void enter() {
        canvas.open();
        canvas.pick(canvas.crosshair());
    }

    private void cancel() {
        if (pressed != null && panning) {
            canvas.setViewport(before);
        }
        if (pressed == null) {
            canvas.emphasize(null);
        }
        pressed = null;
        canvas.setZoomBox(null);
    }

    private void letter(Event event) {
        if ((event.stateMask & (SWT.MOD1 | SWT.ALT)) != 0) {
            return;
        }
        boolean shift = (event.stateMask & SWT.SHIFT) != 0;
        switch (Character.toLowerCase((char) event.keyCode)) {
            case 'l' -> toggleLog(shift);
            case 't' -> ChartTable.open(canvas);
            case 'n' -> canvas.emphasizeNext(1);
            case 'p' -> canvas.emphasizeNext(-1);
            case 's' -> canvas.toggleSmoothing();
            case 'f' -> canvas.fit();
            case 'c' -> ChartActions.copyImage(canvas);
            case 'e' -> ChartActions.exportDialog(canvas);
            default -> {
                // not ours
            }
        }
    }

    private void toggleLog(boolean xAxis) {
        if (xAxis) {
            canvas.setLogX(!canvas.viewport().logX());
        } else {
            canvas.setLogY(!canvas.viewport().logY());
        }
    }

    /** To the next point of the first curve; from nowhere to the middle. */
    private void step(int by) {
        ChartPicture picture = canvas.picture();
        if (picture == null || canvas.model().series().isEmpty()) {
            return;
        }
        DataPoints series = canvas.model().series().get(0).line();
        double from = canvas.crosshair();
        AxisScale x = picture.x();
        if (!x.range().contains(from)) {
            from = x.value((x.start() + x.end()) / 2);
        }
        int at = series.nearest(from);
        if (at < 0) {
            return;
        }
        // Dense curves: as far as the eye can tell.
        while (at + by >= 0 && at + by < series.x().length) {
            at += by;
            if (Math.abs(x.pixel(series.x()[at]) - x.pixel(from)) >= 1) {
                break;
            }
        }
        canvas.moveCrosshair(series.x()[at]);
    }
}
