package org.idem.train.layer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.MarginHead;
import org.idem.train.tensor.Tensor;

/**
 * The rows of a micro batch whose class this rank holds, in the order of their classes in the sample, with the cosines
 * between their embeddings and the vectors of their classes. Immutable.
 */
final class LocalTargets {
    private final int batchRows;
    private final int[] rows;
    private final int[] positions;
    private final float[] cosines;

    private LocalTargets(int batchRows, int[] rows, int[] positions, float[] cosines) {
        this.batchRows = batchRows;
        this.rows = rows;
        this.positions = positions;
        this.cosines = cosines;
    }

    /**
     * Computes the cosines.
     *
     * @param unit L2-normalized embeddings, fp32 [rows, dim]
     * @param labels class of each row by its number within the shard, −1 where another rank holds it
     * @param vectors gives the vectors of some classes, fp32 [classes, dim]
     */
    static LocalTargets of(Tensor unit, int[] labels, ClassSample sample, Function<ClassSample, Tensor> vectors) {
        return of(labels, sample, localRows -> cosines(unit, localRows, labels, sample.classes(), vectors));
    }

    /**
     * With the given cosines.
     *
     * @param cosines gives the cosines of the targets of some rows, in the order of the rows
     */
    static LocalTargets of(int[] labels, ClassSample sample, Function<int[], float[]> cosines) {
        int[] localRows = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt(row -> labels[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] positions = Arrays.stream(localRows)
                .map(row -> sample.position(labels[row]))
                .toArray();
        return new LocalTargets(
                labels.length, localRows, positions, localRows.length == 0 ? new float[0] : cosines.apply(localRows));
    }

    private static float[] cosines(
            Tensor unit, int[] rows, int[] labels, int classes, Function<ClassSample, Tensor> vectors) {
        int[] distinct = Arrays.stream(rows).map(row -> labels[row]).distinct().toArray();
        long[] indices = Arrays.stream(rows)
                .mapToLong(row -> Arrays.binarySearch(distinct, labels[row]))
                .toArray();
        long[] localRows = Arrays.stream(rows).asLongStream().toArray();
        Tensor selected = vectors.apply(ClassSample.of(distinct, classes));
        Tensor repeated =
                selected.div(selected.rowNorms(LogitComputation.EPSILON)).indexSelect(Tensor.indices(indices));
        return repeated.mul_(unit.indexSelect(Tensor.indices(localRows)))
                .rowSum()
                .toFloats();
    }

    /** Number of targets that this rank holds. */
    int count() {
        return rows.length;
    }

    /** Row of the i-th target. */
    int row(int i) {
        return rows[i];
    }

    /** Cosine of the i-th target. */
    float cosine(int i) {
        return cosines[i];
    }

    /** Logits of the targets by the head's rules, before the scale. */
    float[] logits(MarginHead.BatchMargin margin) {
        float[] logits = new float[rows.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) margin.target(rows[i], cosines[i]);
        }
        return logits;
    }

    /** Cosines of the targets of all rows, [rows]; collective. */
    float[] allReduceCosines(Collective collective) {
        return allReduceRows(collective, cosines);
    }

    /**
     * Spreads one value for each target of this rank over the rows and adds up over all ranks, so that each row has the
     * value of the rank that holds its class; collective.
     *
     * @return [rows], equal on every rank
     */
    float[] allReduceRows(Collective collective, float[] values) {
        float[] local = new float[batchRows];
        for (int i = 0; i < rows.length; i++) {
            local[rows[i]] = values[i];
        }
        Tensor all = Tensor.of(local, batchRows);
        collective.allReduceSum(all);
        return all.toFloats();
    }

    /** Index of the first target at this position of the sample or after it. */
    int firstFrom(int position) {
        int index = Arrays.binarySearch(positions, position);
        if (index < 0) {
            return -index - 1;
        }
        while (index > 0 && positions[index - 1] == position) {
            index--;
        }
        return index;
    }

    /**
     * Writes values, one for each target, into a tile's entries of the targets.
     *
     * @param tile [rows, classes], contiguous, changed in place
     * @param start position of the tile in the sample
     */
    void scatterInto(Tensor tile, int start, float[] values) {
        int width = (int) tile.size(1);
        int first = firstFrom(start);
        int end = firstFrom(start + width);
        if (first == end) {
            return;
        }
        long[] flat = new long[end - first];
        for (int i = first; i < end; i++) {
            flat[i - first] = (long) rows[i] * width + positions[i] - start;
        }
        tile.view(tile.count())
                .indexCopy_(Tensor.indices(flat), Tensor.of(Arrays.copyOfRange(values, first, end), end - first));
    }
}
