package org.idem.train.layer;

import java.util.Arrays;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.Tensor;

/**
 * Looks at the embeddings of the steps for which it is asked to. Norms and cosines of the own classes are there anyway; of the
 * other classes it takes as few of the sampled ones as cost nothing beside the step, in turn. Used on the rank's thread.
 */
final class LayerObserver {
    private static final int OTHERS = 32;

    private final ClassCenters centers;
    private boolean observing;
    private LayerObservation seen;

    LayerObserver(ClassCenters centers) {
        this.centers = centers;
    }

    /** Forgets what it saw, and looks or does not look at what comes, equal on every rank. */
    void begin(boolean on) {
        observing = on;
        seen = null;
    }

    /** What it saw since it began; null where it did not look. */
    LayerObservation seen() {
        return seen;
    }

    /**
     * Takes a micro batch whose loss is computed.
     *
     * @param norms length of each embedding
     * @param local class of each row by its number within the shard, −1 where another rank holds it
     */
    void observe(HeadContext context, float[] norms, int[] local, ClassSample sample, long step) {
        if (observing) {
            LayerObservation batch = new LayerObservation(
                    norms, context.cosines(), negatives(context.unit(), local, sample, step), context.violations());
            seen = seen == null ? batch : seen.and(batch);
        }
    }

    private float[] negatives(Tensor unit, int[] local, ClassSample sample, long step) {
        int count = Math.min(OTHERS, sample.size());
        if (count == 0) {
            return new float[0];
        }
        int start = (int) (step * OTHERS % (sample.size() - count + 1));
        ClassSample some = sample.slice(start, count);
        float[] cosines = CenterTile.of(centers.gather(some)).cosines(unit).toFloats();
        float[] others = new float[cosines.length];
        int size = 0;
        for (int i = 0; i < cosines.length; i++) {
            int label = local[i / count];
            if (label < 0 || some.position(label) != i % count) {
                others[size++] = cosines[i];
            }
        }
        return Arrays.copyOf(others, size);
    }
}
