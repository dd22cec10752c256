package org.idem.ui.widgets.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import org.idem.chart.Viewport;

/**
 * The steps of a user through the views of a chart, or of several that follow each other: whichever of them has the focus, the
 * last step of all is taken back. UI thread only.
 */
public final class ViewHistory {
    private static final int MOST = 50;

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();

    private record Step(ChartCanvas chart, Viewport before, Viewport after) {}

    /** Remembers a step; what was taken back is forgotten. */
    void add(ChartCanvas chart, Viewport before, Viewport after) {
        undone.clear();
        done.push(new Step(chart, before, after));
        if (done.size() > MOST) {
            done.removeLast();
        }
    }

    /** Takes the last step back. */
    void back() {
        Step step = next(done);
        if (step != null) {
            undone.push(step);
            step.chart().showView(step.before());
        }
    }

    /** Takes the step again that was taken back last. */
    void forward() {
        Step step = next(undone);
        if (step != null) {
            done.push(step);
            step.chart().showView(step.after());
        }
    }

    boolean canGoBack() {
        return !done.isEmpty();
    }

    boolean canGoForward() {
        return !undone.isEmpty();
    }

    /** Charts may have gone since. */
    private static Step next(Deque<Step> steps) {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            if (!step.chart().isDisposed()) {
                return step;
            }
        }
        return null;
    }
}
