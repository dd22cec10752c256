package org.idem.train.layer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.idem.train.centers.ClassSample;
import org.idem.train.margin.MarginHead;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * The rows of a micro batch whose class this rank holds, in the order of their classes in the sample, and the cosines
 * between the embeddings of all rows and the vectors of their classes, equal on every rank. Immutable; the cosines live as long
 * as the scope that they were made in.
 */
final class LocalTargets {
    private final int[] rows;
    private final int[] positions;
    private final DoubleVector cosines;

    /**
     * With cosines that are known.
     *
     * @param labels class of each row by its number within the shard, −1 where another rank holds it
     * @param cosines of all rows
     */
    LocalTargets(int[] labels, ClassSample sample, DoubleVector cosines) {
        this.rows = localRows(labels);
        this.positions =
                Arrays.stream(rows).map(row -> sample.position(labels[row])).toArray();
        this.cosines = cosines;
    }

    /**
     * Cosines of the rows whose class this rank holds, 0 in the other rows, [rows]; their sum over all ranks has those of all
     * rows.
     *
     * @param unit L2-normalized embeddings, fp32 [rows, dim]
     * @param labels class of each row by its number within the shard, −1 where another rank holds it
     * @param vectors gives the vectors of some classes, fp32 [classes, dim]
     */
    static Tensor cosines(Tensor unit, int[] labels, ClassSample sample, Function<ClassSample, Tensor> vectors) {
        Tensor all = Tensor.zeros(labels.length);
        int[] rows = localRows(labels);
        if (rows.length == 0) {
            return all;
        }
        int[] classes = Arrays.stream(rows).map(row -> labels[row]).toArray();
        Tensor index = index(rows);
        Tensor directions = directions(classes, sample, vectors);
        Tensor cosines = directions.mul_(unit.indexSelect(index)).rowSum().view(rows.length);
        return all.indexCopy_(index, cosines);
    }

    /**
     * Adds the targets' part to the gradient with respect to L2-normalized embeddings.
     *
     * @param unitGradient fp32 [rows, dim], changed in place
     * @param vectors gives the vectors of some classes, fp32 [classes, dim]
     * @param cosineGradients gradient with respect to the cosine of each target, fp32 [targets]
     */
    void addGradient(
            Tensor unitGradient, ClassSample sample, Function<ClassSample, Tensor> vectors, Tensor cosineGradients) {
        if (rows.length == 0) {
            return;
        }
        int[] classes = Arrays.stream(positions).map(sample::id).toArray();
        Tensor directions = directions(classes, sample, vectors);
        directions.mul_(cosineGradients.view(rows.length, 1));
        unitGradient.indexAdd_(index(rows), directions);
    }

    /**
     * L2-normalized vectors of some classes, a new tensor [classes, dim].
     *
     * @param classes ascending; may repeat
     */
    private static Tensor directions(int[] classes, ClassSample sample, Function<ClassSample, Tensor> vectors) {
        int[] distinct = Arrays.stream(classes).distinct().toArray();
        long[] index = Arrays.stream(classes)
                .mapToLong(one -> Arrays.binarySearch(distinct, one))
                .toArray();
        Tensor selected = vectors.apply(ClassSample.of(distinct, sample.classes()));
        return selected.div(selected.rowNorms(LogitComputation.EPSILON)).indexSelect(Tensor.indices(index));
    }

    private static Tensor index(int[] rows) {
        return Tensor.indices(Arrays.stream(rows).asLongStream().toArray());
    }

    private static int[] localRows(int[] labels) {
        return IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt(row -> labels[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Number of targets that this rank holds. */
    int count() {
        return rows.length;
    }

    /** Cosines of all rows, equal on every rank. */
    DoubleVector cosines() {
        return cosines;
    }

    /** The numbers of the targets that this rank holds, of those of all rows. */
    DoubleVector held(DoubleVector ofRows) {
        return ofRows.at(index(rows));
    }

    /** Logits of the targets of all rows by the head's rules, before the scale; equal on every rank. */
    DoubleVector logits(MarginHead.BatchMargin margin) {
        return margin.targets(cosines).rounded();
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
     * @param values fp32 [targets]
     */
    void scatterInto(Tensor tile, int start, Tensor values) {
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
        tile.view(tile.count()).indexCopy_(Tensor.indices(flat), values.narrow(first, end - first));
    }
}
