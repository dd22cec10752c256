package org.idem.ui.widgets.chart;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.parallel.ParallelLayout;
import org.idem.chart.parallel.ParallelLine;
import org.idem.chart.parallel.ParallelModel.Brush;
import org.idem.ui.widgets.MenuAction;

/** Mouse, keys and context menu of parallel coordinates. */
final class ParallelGestures {
    static final TickFormat FORMAT = new TickFormat(5);

    /** How far a key moves the end of a stretch. */
    private static final double STEP = 0.05;
    /** Shorter drags are clicks. */
    private static final int CLICK = 4;

    private final ParallelCanvas canvas;
    private int pressedAxis = -1;
    private int pressedY;
    private Brush before;

    ParallelGestures(ParallelCanvas canvas) {
        this.canvas = canvas;
    }

    void install() {
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, this::release);
        canvas.addListener(SWT.MouseDoubleClick, event -> canvas.open());
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(
                SWT.Traverse,
                event -> event.doit =
                        event.detail != SWT.TRAVERSE_ARROW_NEXT && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(this::fill);
        canvas.setMenu(menu.createContextMenu(canvas));
        canvas.addListener(SWT.Dispose, event -> menu.dispose());
    }

    private void fill(IMenuManager menu) {
        menu.add(new MenuAction("&Open\tEnter", canvas::open));
        menu.add(new MenuAction("&Next Line\tN", () -> canvas.pointOutNext(1)));
        menu.add(new MenuAction("&Previous Line\tP", () -> canvas.pointOutNext(-1)));
        menu.add(new Separator());
        menu.add(new MenuAction("Colou&r by This Axis\tO", this::color));
        menu.add(new MenuAction("All of &This Axis\tDelete", () -> brush(null)));
        menu.add(new MenuAction("&All of Every Axis\tEscape", this::clear));
        menu.add(new Separator());
        menu.add(new MenuAction("&Copy Image\tC", () -> ChartActions.copy(canvas, canvas.copyImage())));
        menu.add(new MenuAction("&Export…\tE", () -> ParallelExport.ask(canvas)));
    }

    private void press(Event event) {
        canvas.forceFocus();
        ParallelLayout layout = canvas.picture();
        if (layout == null) {
            return;
        }
        int axis = layout.axisAt(canvas.model(), event.x);
        if (axis >= 0) {
            canvas.focusAxis(axis);
        }
        if (event.button == 1) {
            pressedAxis = axis;
            pressedY = event.y;
            before = canvas.model().brushes().get(axis);
            if (axis < 0) {
                canvas.pointOut(layout.lineAt(canvas.model(), event.x, event.y)
                        .map(ParallelLine::key)
                        .orElse(null));
            }
        }
    }

    private void move(Event event) {
        ParallelLayout layout = canvas.picture();
        if (layout != null && isAxisPressed() && Math.abs(event.y - pressedY) >= CLICK) {
            double from = layout.place(pressedY);
            double to = layout.place(event.y);
            brushPressed(new Brush(Math.min(from, to), Math.max(from, to)));
        }
    }

    /** Of the axes of now: others may have come since the button went down. */
    private boolean isAxisPressed() {
        return pressedAxis >= 0 && pressedAxis < canvas.model().axes().size();
    }

    private void brushPressed(Brush brush) {
        canvas.changeTo(canvas.model().withBrush(pressedAxis, brush));
    }

    private void release(Event event) {
        if (isAxisPressed() && Math.abs(event.y - pressedY) < CLICK) {
            brushPressed(null);
        }
        pressedAxis = -1;
    }

    private void key(Event event) {
        boolean shift = (event.stateMask & SWT.SHIFT) != 0;
        switch (event.keyCode) {
            case SWT.ARROW_LEFT -> canvas.focusAxis(canvas.focused() - 1);
            case SWT.ARROW_RIGHT -> canvas.focusAxis(canvas.focused() + 1);
            case SWT.ARROW_UP -> moveEnd(STEP, shift);
            case SWT.ARROW_DOWN -> moveEnd(-STEP, shift);
            case SWT.DEL, SWT.BS -> brush(null);
            case SWT.ESC -> escape();
            case SWT.CR, SWT.KEYPAD_CR -> canvas.open();
            default -> letter(event);
        }
    }

    private void letter(Event event) {
        if ((event.stateMask & (SWT.MOD1 | SWT.ALT)) != 0) {
            return;
        }
        switch (Character.toLowerCase((char) event.keyCode)) {
            case 'o' -> color();
            case 'n' -> canvas.pointOutNext(1);
            case 'p' -> canvas.pointOutNext(-1);
            case 'c' -> ChartActions.copy(canvas, canvas.copyImage());
            case 'e' -> ParallelExport.ask(canvas);
            default -> {
                // not ours
            }
        }
    }

    /** First a drag, then the line that is pointed out, then all that is chosen. */
    private void escape() {
        if (isAxisPressed()) {
            brushPressed(before);
            pressedAxis = -1;
        } else if (canvas.emphasis() != null) {
            canvas.pointOut(null);
        } else {
            clear();
        }
    }

    private void clear() {
        canvas.changeTo(canvas.model().withoutBrushes());
    }

    private void moveEnd(double by, boolean upper) {
        Brush brush = canvas.model().brushes().getOrDefault(canvas.focused(), new Brush(0, 1));
        double low = upper ? brush.low() : Math.max(0, Math.min(brush.high(), brush.low() + by));
        double high = upper ? Math.min(1, Math.max(brush.low(), brush.high() + by)) : brush.high();
        brush(low <= 0 && high >= 1 ? null : new Brush(low, high));
    }

    private void brush(Brush brush) {
        if (!canvas.model().axes().isEmpty()) {
            canvas.changeTo(canvas.model().withBrush(canvas.focused(), brush));
        }
    }

    private void color() {
        if (!canvas.model().axes().isEmpty()) {
            boolean already = canvas.model().color() == canvas.focused();
            canvas.setColor(already ? -1 : canvas.focused());
        }
    }
}
