package org.idem.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sorts scores. Of many, each is first put where its value says that it belongs, into one of some thousand equal parts of
 * their range, and the parts are sorted in parallel; scores that crowd into few parts are sorted by comparing.
 */
final class ScoreSort {
    private static final int PARTS = 1 << 14;
    private static final int WORTHWHILE = 1 << 17;
    /** A part that holds more than this share of all is no part. */
    private static final int CROWDED = 64;

    private final double[] scores;
    private final double least;
    private final double scale;

    private ScoreSort(double[] scores, double least, double scale) {
        this.scores = scores;
        this.least = least;
        this.scale = scale;
    }

    /** Returns the scores, none of them NaN, in ascending order; the array that is given may be it, or is undefined then. */
    static double[] ascending(double[] scores) {
        if (scores.length >= WORTHWHILE) {
            double least = Arrays.stream(scores).parallel().min().orElseThrow();
            double most = Arrays.stream(scores).parallel().max().orElseThrow();
            double scale = PARTS / (most - least);
            if (Double.isFinite(scale) && scale > 0 && Double.isFinite(least)) {
                double[] sorted = new ScoreSort(scores, least, scale).byPart();
                if (sorted != null) {
                    return sorted;
                }
            }
        }
        Arrays.parallelSort(scores);
        return scores;
    }

    /** The sorted scores; null where too many crowd into one part. */
    private double[] byPart() {
        int slices = Runtime.getRuntime().availableProcessors();
        int[][] places = new int[slices][PARTS];
        IntStream.range(0, slices).parallel().forEach(slice -> count(slice, places));
        int[] ends = new int[PARTS];
        int total = 0;
        for (int part = 0; part < PARTS; part++) {
            int begin = total;
            for (int[] slice : places) {
                int count = slice[part];
                slice[part] = total;
                total += count;
            }
            ends[part] = total;
            if (total - begin > scores.length / CROWDED) {
                return null;
            }
        }
        double[] sorted = new double[scores.length];
        IntStream.range(0, slices).parallel().forEach(slice -> scatter(slice, places, sorted));
        IntStream.range(0, PARTS)
                .parallel()
                .forEach(part -> Arrays.sort(sorted, part == 0 ? 0 : ends[part - 1], ends[part]));
        return sorted;
    }

    private int part(double score) {
        return Math.min(PARTS - 1, (int) ((score - least) * scale));
    }

    private int begin(int slice, int slices) {
        return (int) ((long) scores.length * slice / slices);
    }

    private void count(int slice, int[][] counts) {
        int[] own = counts[slice];
        int end = begin(slice + 1, counts.length);
        for (int i = begin(slice, counts.length); i < end; i++) {
            own[part(scores[i])]++;
        }
    }

    private void scatter(int slice, int[][] places, double[] sorted) {
        int[] own = places[slice];
        int end = begin(slice + 1, places.length);
        for (int i = begin(slice, places.length); i < end; i++) {
            sorted[own[part(scores[i])]++] = scores[i];
        }
    }
}
