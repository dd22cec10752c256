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
 * The rows of a pass whose target this worker holds, in the order of the targets in the sample, with the cosines of
 * their targets.
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
     * @param unit normalised embeddings, [rows, dim]
     * @param labels of all rows by their number within the shard, −1 where another worker holds them
     * @param vectors gives those of some classes with which the cosines are, [classes, dim]
     */
    static LocalTargets of(Tensor unit, int[] labels, ClassSample sample, Function<ClassSample, Tensor> vectors) {
        return of(labels, sample, rows -> cosines(unit, rows, labels, sample.classes(), vectors));
    }

    /** With cosines for the rows in the order of their labels. */
    static LocalTargets of(int[] labels, ClassSample sample, Function<int[], float[]> cosines) {
        int[] rows = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt(row -> labels[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] positions =
                Arrays.stream(rows).map(row -> sample.position(labels[row])).toArray();
        return new LocalTargets(labels.length, rows, positions, rows.length == 0 ? new float[0] : cosines.apply(rows));
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

    /** How many there are. */
    int count() {
        return rows.length;
    }

    /** Row of the i-th. */
    int row(int i) {
        return rows[i];
    }

    /** Cosine of the i-th. */
    float cosine(int i) {
        return cosines[i];
    }

    /** Logits of the held targets by the head's rules, before the scale. */
    float[] logits(MarginHead.BatchMargin margin) {
        float[] logits = new float[rows.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) margin.target(rows[i], cosines[i]);
        }
        return logits;
    }

    /** Cosines of the targets of all rows, each from the worker that holds it. */
    float[] allReduceCosines(Collective collective) {
        return allReduceRows(collective, cosines);
    }

    /** One value for each held target becomes one for each row of the batch, from the worker that holds its target. */
    float[] allReduceRows(Collective collective, float[] values) {
        float[] local = new float[batchRows];
        for (int i = 0; i < rows.length; i++) {
            local[rows[i]] = values[i];
        }
        Tensor all = Tensor.of(local, batchRows);
        collective.allReduceSum(all);
        return all.toFloats();
    }

    /** The first target at this place of the sample or after it. */
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

    /** Writes values, one for each held target, into the flattened [rows, width] of a tile that begins at a place. */
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
