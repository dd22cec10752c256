package org.idem.watch;

import java.util.Arrays;

/**
 * Gathers the steps of a window. Windows end at multiples of their length, wherever a training begins or goes on. A window
 * whose last step never came, as in a damaged log, is dropped.
 */
final class WindowBuilder {
    private final double[] losses;
    private final double[] norms;
    private int steps;
    private double push;
    private long number = -1;

    /** For windows of so many steps. */
    WindowBuilder(int length) {
        this.losses = new double[length];
        this.norms = new double[length];
    }

    /**
     * Takes a step.
     *
     * @param step its number, from 1, ascending
     * @param share of the schedule's peak that the learning rate was
     * @return the window if the step completes one, else null
     */
    Window add(long step, double loss, double norm, double share) {
        begin((step - 1) / losses.length);
        if (steps < losses.length) {
            losses[steps] = loss;
            norms[steps] = norm;
            push = Math.max(push, share);
            steps++;
        }
        return step % losses.length == 0 ? complete() : null;
    }

    private void begin(long window) {
        if (window != number) {
            number = window;
            steps = 0;
            push = 0;
        }
    }

    private Window complete() {
        Window window = new Window(median(losses), median(norms), push);
        steps = 0;
        push = 0;
        return window;
    }

    private double median(double[] values) {
        return new Series(
                        Arrays.stream(values, 0, steps).filter(Double::isFinite).toArray())
                .median();
    }
}
