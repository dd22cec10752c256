package org.idem.verify.doctor;

import java.util.List;
import java.util.Locale;
import org.idem.core.Progress;
import org.idem.core.Units;

/**
 * Finds the identities that are most alike by the cosine of their centroids, exactly: every one is compared with every
 * other, tile by tile. Besides the pairs that are kept it needs two tiles of rows and their product, 14 MiB at 512 numbers.
 */
public final class CentroidSearch {
    private static final int LEFT = 2048;
    private static final int RIGHT = 1024;
    private static final double NANOS = 1e9;

    private final TileProduct product;
    private final double least;
    private final CentroidPairs pairs;
    private final Progress progress;

    private float[] left = new float[0];
    private float[] right = new float[0];
    private final float[] out = new float[LEFT * RIGHT];

    /**
     * A search.
     *
     * @param least cosine from which a pair is found
     * @param most pairs to keep, those with the highest cosines
     * @param progress told how many pairs are compared in a second
     */
    CentroidSearch(TileProduct product, double least, int most, Progress progress) {
        this.product = product;
        this.least = least;
        this.pairs = new CentroidPairs(most);
        this.progress = progress;
    }

    /**
     * What a search found.
     *
     * @param best pairs, the most alike first
     * @param found number of all pairs from the wanted cosine on
     */
    public record Result(List<CentroidPair> best, long found) {}

    /**
     * Searches identities of one set.
     *
     * @param product multiplies
     * @param centroids of length one, or all 0 where an identity has none
     * @param least cosine from which a pair is found, above 0
     * @param most pairs to keep
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Result within(
            TileProduct product, CentroidRows centroids, double least, int most, Progress progress) {
        CentroidSearch search = new CentroidSearch(product, least, most, progress);
        search.run(centroids, centroids, true);
        return new Result(search.pairs.best(), search.pairs.found());
    }

    /** As {@link #within}, the identities of one set with those of another. */
    public static Result between(
            TileProduct product, CentroidRows some, CentroidRows others, double least, int most, Progress progress) {
        CentroidSearch search = new CentroidSearch(product, least, most, progress);
        search.run(some, others, false);
        return new Result(search.pairs.best(), search.pairs.found());
    }

    private void run(CentroidRows some, CentroidRows others, boolean same) {
        int dim = some.dim();
        left = new float[LEFT * dim];
        right = new float[RIGHT * dim];
        long began = System.nanoTime();
        long all = pairsOf(some.count(), others.count(), same);
        long done = 0;
        for (int first = 0; first < some.count(); first += LEFT) {
            int rows = Math.min(LEFT, some.count() - first);
            some.read(first, rows, left);
            product.setLeft(left, rows, dim);
            int from = same ? first : 0;
            for (int second = from; second < others.count(); second += RIGHT) {
                progress.checkCancelled();
                int columns = Math.min(RIGHT, others.count() - second);
                others.read(second, columns, right);
                product.multiply(right, columns, out);
                collect(first, rows, second, columns, same);
                done += (long) rows * columns;
                report(Math.min(done, all), all, began);
            }
        }
    }

    private static long pairsOf(long some, long others, boolean same) {
        long blocks = 0;
        for (long first = 0; same && first < some; first += LEFT) {
            blocks += Math.min(LEFT, some - first) * (others - first);
        }
        return same ? blocks : some * others;
    }

    private void collect(int first, int rows, int second, int columns, boolean same) {
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            for (int column = 0; column < columns; column++) {
                float cosine = out[at + column];
                if (cosine >= least && (!same || second + column > first + row)) {
                    pairs.add(first + row, second + column, cosine);
                }
            }
        }
    }

    private void report(long done, long all, long began) {
        progress.report((double) done / Math.max(1, all), () -> {
            double seconds = (System.nanoTime() - began) / NANOS;
            double millions = done / Math.max(seconds, 1e-3) / 1e6;
            return String.format(
                    Locale.ROOT,
                    "%s of %s pairs of identities, %.0f million a second, %s found",
                    Units.count(done),
                    Units.count(all),
                    millions,
                    Units.count(pairs.found()));
        });
    }
}
