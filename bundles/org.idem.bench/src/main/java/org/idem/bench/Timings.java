package org.idem.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Durations of one thing, measured several times.
 *
 * @param seconds one for each time
 */
record Timings(double[] seconds) {

    /** Does something so many times and measures each. */
    static Timings of(int times, Runnable work) {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return new Timings(seconds);
    }

    /** These and others. */
    Timings and(Timings others) {
        return new Timings(DoubleStream.concat(Arrays.stream(seconds), Arrays.stream(others.seconds))
                .toArray());
    }

    /** None so far. */
    static Timings none() {
        return new Timings(new double[0]);
    }

    /** A single one. */
    static Timings once(double duration) {
        return new Timings(new double[] {duration});
    }

    boolean isEmpty() {
        return seconds.length == 0;
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        if (seconds.length == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Milliseconds, to a tenth. */
    static double milliseconds(double seconds) {
        return Math.round(1e4 * seconds) / 10.0;
    }

    /** To two digits after the point. */
    static double rounded(double value) {
        return Math.round(100 * value) / 100.0;
    }
}
