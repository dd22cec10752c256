package org.idem.metrics;

/**
 * How the scores of both kinds of pairs are spread.
 *
 * @param from lower edge of the first bin
 * @param to upper edge of the last bin, inclusive
 * @param genuine pairs of one person in each bin
 * @param impostor pairs of two persons in each bin
 */
public record ScoreHistogram(double from, double to, long[] genuine, long[] impostor) {

    /** Counts scores in equal bins from the least to the greatest. */
    public static ScoreHistogram of(double[] scores, boolean[] same, int bins) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            from = Math.min(from, score);
            to = Math.max(to, score);
        }
        return scores.length == 0
                ? new ScoreHistogram(0, 1, new long[bins], new long[bins])
                : of(scores, same, bins, from, to);
    }

    /** Counts scores in equal bins; what lies outside goes into the outermost bins. */
    public static ScoreHistogram of(double[] scores, boolean[] same, int bins, double from, double to) {
        long[] genuine = new long[bins];
        long[] impostor = new long[bins];
        double scale = to > from ? bins / (to - from) : 0;
        for (int i = 0; i < scores.length; i++) {
            int bin = (int) Math.max(0, Math.min(bins - 1, Math.floor((scores[i] - from) * scale)));
            (same[i] ? genuine : impostor)[bin]++;
        }
        return new ScoreHistogram(from, to, genuine, impostor);
    }
}
