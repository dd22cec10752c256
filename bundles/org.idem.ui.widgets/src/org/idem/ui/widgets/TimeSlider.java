package org.idem.ui.widgets;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.idem.chart.ChartTheme;

/**
 * A line from the beginning of something to its end, with signs where something happened, and a knob that is moved along
 * it with mouse, arrows (Ctrl: from sign to sign), Page Up and Down, Home and End. UI thread only.
 */
public final class TimeSlider extends Canvas {
    private static final int HEIGHT = 28;
    private static final int MARGIN = 10;
    private static final int KNOB = 7;
    private static final int SIGN = 3;
    private static final int REACH = 5;
    private static final double STEP = 1 / 200.0;
    private static final double PAGE = 1 / 20.0;
    private static final double SAME = 1e-6;
    private static final int ORANGE = 5;
    private static final int WARNING = 1;

    /**
     * A sign on the line.
     *
     * @param share where it stands, in [0, 1]
     * @param words what happened
     * @param warning whether something was wrong
     */
    public record Mark(double share, String words, boolean warning) {}

    private List<Mark> marks = List.of();
    private double share = 1;
    private String value = "";
    private DoubleConsumer moved = at -> {};
    private DoubleFunction<String> words = at -> "";

    /** A line without signs, its knob at the end. */
    public TimeSlider(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.KeyDown, this::key);
        addListener(
                SWT.Traverse,
                event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
                        || event.detail == SWT.TRAVERSE_TAB_PREVIOUS
                        || event.detail == SWT.TRAVERSE_ESCAPE);
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        Accessibility told = new Accessibility();
        getAccessible().addAccessibleListener(told);
        getAccessible().addAccessibleControlListener(told.control());
    }

    /** Tells {@code listener} where the user moves the knob. */
    public void onMove(DoubleConsumer listener) {
        moved = listener;
    }

    /** What a place is called in words, for tooltips. */
    public void setWords(DoubleFunction<String> namer) {
        words = namer;
    }

    /** Where the knob is, in [0, 1]. */
    public double share() {
        return share;
    }

    /** Moves the knob without telling anybody; {@code text} is what a screen reader says of it. */
    public void setShare(double at, String text) {
        value = text;
        double now = clamp(at);
        if (now != share) {
            share = now;
            redraw();
        }
    }

    /** The signs on the line. */
    public List<Mark> marks() {
        return marks;
    }

    /** Sets the signs. */
    public void setMarks(List<Mark> now) {
        if (!now.equals(marks)) {
            marks = List.copyOf(now);
            redraw();
        }
    }

    private static double clamp(double at) {
        return Math.max(0, Math.min(1, at));
    }

    private void go(double at) {
        double now = clamp(at);
        if (now != share) {
            share = now;
            redraw();
            moved.accept(now);
        }
    }

    private void press(Event event) {
        if (event.button == 1) {
            setFocus();
            Mark near = near(event.x);
            go(near == null ? shareAt(event.x) : near.share());
        }
    }

    private void move(Event event) {
        if ((event.stateMask & SWT.BUTTON1) != 0) {
            go(shareAt(event.x));
        }
        Mark near = near(event.x);
        String tip = words.apply(near == null ? shareAt(event.x) : near.share());
        String text = near == null ? tip : near.words() + "\n" + tip;
        if (!text.equals(getToolTipText())) {
            setToolTipText(text);
        }
    }

    private void key(Event event) {
        boolean signs = (event.stateMask & SWT.MOD1) != 0;
        switch (event.keyCode) {
            case SWT.ARROW_LEFT, SWT.ARROW_DOWN -> go(signs ? before() : share - STEP);
            case SWT.ARROW_RIGHT, SWT.ARROW_UP -> go(signs ? after() : share + STEP);
            case SWT.PAGE_UP -> go(share - PAGE);
            case SWT.PAGE_DOWN -> go(share + PAGE);
            case SWT.HOME -> go(0);
            case SWT.END -> go(1);
            default -> {}
        }
    }

    private DoubleStream signs() {
        return marks.stream().mapToDouble(Mark::share);
    }

    private double before() {
        return signs().filter(one -> one < share - SAME).max().orElse(0);
    }

    private double after() {
        return signs().filter(one -> one > share + SAME).min().orElse(1);
    }

    private Mark near(int x) {
        Mark nearest = null;
        for (Mark mark : marks) {
            int distance = Math.abs(xOf(mark.share()) - x);
            if (distance <= REACH && (nearest == null || distance < Math.abs(xOf(nearest.share()) - x))) {
                nearest = mark;
            }
        }
        return nearest;
    }

    private int length() {
        return Math.max(1, getClientArea().width - 2 * MARGIN);
    }

    private int xOf(double at) {
        return MARGIN + (int) Math.round(at * length());
    }

    private double shareAt(int x) {
        return clamp((double) (x - MARGIN) / length());
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        ChartTheme theme = ControlTheme.of(this);
        int middle = client.height / 2;
        gc.setAntialias(SWT.ON);
        gc.setBackground(Colors.faint(this));
        gc.fillRoundRectangle(MARGIN, middle - 2, length(), 4, 4, 4);
        Color front = ControlTheme.swt(theme.color(ORANGE));
        gc.setBackground(front);
        gc.fillRoundRectangle(MARGIN, middle - 2, xOf(share) - MARGIN, 4, 4, 4);
        for (Mark mark : marks) {
            paint(gc, mark, middle, mark.warning() ? ControlTheme.swt(theme.color(WARNING)) : Colors.quiet(this));
        }
        gc.setBackground(front);
        gc.fillOval(xOf(share) - KNOB, middle - KNOB, 2 * KNOB, 2 * KNOB);
        gc.setForeground(getForeground());
        gc.drawOval(xOf(share) - KNOB, middle - KNOB, 2 * KNOB, 2 * KNOB);
        if (isFocusControl()) {
            gc.drawFocus(1, 1, client.width - 2, client.height - 2);
            gc.drawRoundRectangle(xOf(share) - KNOB - 3, middle - KNOB - 3, 2 * KNOB + 6, 2 * KNOB + 6, 8, 8);
        }
    }

    /** Warnings are triangles below the line, all others diamonds: not by colour alone. */
    private void paint(GC gc, Mark mark, int middle, Color color) {
        int x = xOf(mark.share());
        gc.setBackground(color);
        if (mark.warning()) {
            gc.fillPolygon(new int[] {x, middle + 4, x + SIGN + 1, middle + 11, x - SIGN - 1, middle + 11});
        } else {
            int y = middle - 8;
            gc.fillPolygon(new int[] {x, y - SIGN, x + SIGN, y, x, y + SIGN, x - SIGN, y});
        }
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(
                widthHint == SWT.DEFAULT ? 10 * HEIGHT : widthHint, heightHint == SWT.DEFAULT ? HEIGHT : heightHint);
    }

    /** The slider as a screen reader meets it. */
    private final class Accessibility extends AccessibleAdapter {
        @Override
        public void getName(AccessibleEvent event) {
            event.result = "Moment, " + marks.size() + " signs";
        }

        @Override
        public void getHelp(AccessibleEvent event) {
            event.result = "Arrows move it, with Ctrl from sign to sign";
        }

        AccessibleControlAdapter control() {
            return new AccessibleControlAdapter() {
                @Override
                public void getRole(AccessibleControlEvent event) {
                    event.detail = ACC.ROLE_SLIDER;
                }

                @Override
                public void getState(AccessibleControlEvent event) {
                    event.detail = ACC.STATE_FOCUSABLE | (isFocusControl() ? ACC.STATE_FOCUSED : 0);
                }

                @Override
                public void getValue(AccessibleControlEvent event) {
                    event.result = value;
                }
            };
        }
    }
}
