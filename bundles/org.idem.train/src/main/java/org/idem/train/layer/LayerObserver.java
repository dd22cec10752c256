package org.idem.train.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;

/**
 * Looks at the embeddings of the steps for which it is asked to. Norms and cosines of the own classes are there anyway; of the
 * other classes it takes as few of the sampled ones as cost nothing beside the step, in turn. Used on the rank's thread.
 */
final class LayerObserver {
    private static final int OTHERS = 32;

    private final ClassCenters centers;
    private final List<MicroBatch> batches = new ArrayList<>();
    private boolean observing;
    private LayerObservation seen;

    /**
     * What is to be read of a micro batch.
     *
     * @param numbers lengths and cosines of the rows, cosines of the rows with some classes, and the number of violations
     * @param local class of each row by its number within the shard, −1 where another rank holds it
     * @param some the classes that the rows were compared with
     */
    private record MicroBatch(PendingNumbers numbers, int[] local, ClassSample some) {}

    LayerObserver(ClassCenters centers) {
        this.centers = centers;
    }

    /** Forgets what it saw, and looks or does not look at what comes, equal on every rank. */
    void begin(boolean on) {
        observing = on;
        seen = null;
        batches.forEach(batch -> batch.numbers().forget());
        batches.clear();
    }

    /** What it saw since it began, in one download; null where it did not look. */
    LayerObservation seen() {
        List<double[]> numbers =
                PendingNumbers.read(batches.stream().map(MicroBatch::numbers).toList());
        for (int i = 0; i < batches.size(); i++) {
            LayerObservation batch = observation(batches.get(i), numbers.get(i));
            seen = seen == null ? batch : seen.and(batch);
        }
        batches.clear();
        return seen;
    }

    private static LayerObservation observation(MicroBatch batch, double[] numbers) {
        int rows = batch.local().length;
        int last = numbers.length - 1;
        return new LayerObservation(
                floats(numbers, 0, rows),
                floats(numbers, rows, 2 * rows),
                negatives(batch, floats(numbers, 2 * rows, last)),
                (int) numbers[last]);
    }

    private static float[] floats(double[] numbers, int from, int to) {
        float[] floats = new float[to - from];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[from + i];
        }
        return floats;
    }

    /**
     * Takes a micro batch whose loss is computed.
     *
     * @param norms length of each embedding
     * @param local class of each row by its number within the shard, −1 where another rank holds it
     */
    void observe(HeadContext context, DoubleVector norms, int[] local, ClassSample sample, long step) {
        if (!observing) {
            return;
        }
        int count = Math.min(OTHERS, sample.size());
        int start = (int) (step * OTHERS % (sample.size() - count + 1));
        ClassSample some = sample.slice(start, count);
        PendingNumbers numbers = new PendingNumbers().add(norms).add(context.cosines());
        if (count > 0) {
            Tensor cosines = CenterTile.of(centers.gather(some)).cosines(context.unit());
            numbers.add(DoubleVector.of(cosines));
        }
        batches.add(new MicroBatch(numbers.add(context.violations()), local, some));
    }

    /** Of cosines with some classes those that are not with the class of the row. */
    private static float[] negatives(MicroBatch batch, float[] cosines) {
        int count = batch.some().size();
        float[] others = new float[cosines.length];
        int size = 0;
        for (int i = 0; i < cosines.length; i++) {
            int label = batch.local()[i / count];
            if (label < 0 || batch.some().position(label) != i % count) {
                others[size++] = cosines[i];
            }
        }
        return Arrays.copyOf(others, size);
    }
}
