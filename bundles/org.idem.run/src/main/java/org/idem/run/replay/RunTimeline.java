package org.idem.run.replay;

import java.time.Instant;
import java.util.Arrays;

/**
 * The moments of a run on a line from 0 to 1. Time in which nothing was written, such as the night between a stop and the
 * next start, takes little of it. Immutable.
 */
public final class RunTimeline {
    /** A gap of more usual ones than this is a pause. */
    private static final int PAUSE = 20;
    /** What a pause takes of the line at most. */
    private static final double PAUSE_SHARE = 0.02;

    private final double[] seconds;
    /** Seconds of play before each moment. */
    private final double[] played;

    private RunTimeline(double[] seconds, double[] played) {
        this.seconds = seconds;
        this.played = played;
    }

    /**
     * The line through these moments.
     *
     * @param seconds since 1970, in any order; values that are not finite are left out
     */
    public static RunTimeline of(double... seconds) {
        double[] sorted = Arrays.stream(seconds)
                .filter(Double::isFinite)
                .sorted()
                .distinct()
                .toArray();
        double[] gaps = new double[Math.max(0, sorted.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = sorted[i + 1] - sorted[i];
        }
        double longest = longestGap(gaps);
        double[] played = new double[sorted.length];
        for (int i = 0; i < gaps.length; i++) {
            played[i + 1] = played[i] + Math.min(gaps[i], longest);
        }
        return new RunTimeline(sorted, played);
    }

    private static double longestGap(double[] gaps) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double usual = PAUSE * (sorted.length == 0 ? 0 : sorted[sorted.length / 2]);
        double active = Arrays.stream(sorted).filter(gap -> gap <= usual).sum();
        return Math.max(usual, PAUSE_SHARE * active);
    }

    /** Whether there is anything to go through. */
    public boolean isEmpty() {
        return seconds.length < 2;
    }

    /** How long it takes to play as fast as it was, pauses shortened. */
    public double lengthSeconds() {
        return played.length == 0 ? 0 : played[played.length - 1];
    }

    /** The first moment; the epoch of an empty line. */
    public Instant first() {
        return seconds.length == 0 ? Instant.EPOCH : instant(seconds[0]);
    }

    /** The last moment; the epoch of an empty line. */
    public Instant last() {
        return seconds.length == 0 ? Instant.EPOCH : instant(seconds[seconds.length - 1]);
    }

    /** The moment at a place on the line, which is moved to 0 or 1 if it is outside. */
    public Instant at(double share) {
        if (isEmpty() || share <= 0) {
            return first();
        }
        if (share >= 1) {
            return last();
        }
        return instant(interpolate(share * lengthSeconds(), played, seconds));
    }

    /** The place of a moment on the line, 0 before and 1 after it. */
    public double shareOf(Instant moment) {
        double when = moment.toEpochMilli() / 1000.0;
        if (isEmpty() || when <= seconds[0]) {
            return 0;
        }
        return Math.min(1, interpolate(when, seconds, played) / lengthSeconds());
    }

    private static double interpolate(double x, double[] xs, double[] ys) {
        int found = Arrays.binarySearch(xs, x);
        if (found >= 0) {
            return ys[found];
        }
        int next = -found - 1;
        if (next == 0 || next == xs.length) {
            return ys[next == 0 ? 0 : next - 1];
        }
        double part = (x - xs[next - 1]) / (xs[next] - xs[next - 1]);
        return ys[next - 1] + part * (ys[next] - ys[next - 1]);
    }

    /** Rounded up, so that what was written in a moment is there in it. */
    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli((long) Math.ceil(1000 * seconds));
    }
}
