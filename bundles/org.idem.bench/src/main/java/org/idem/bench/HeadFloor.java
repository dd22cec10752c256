package org.idem.bench;

import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * What a step of the classification layer cannot do without, measured on this machine: the sampled centers read for the
 * logits, centers and momentum read and written for the update, and three matrix products, all in fp32 by libtorch. Nothing
 * is gathered from places apart, nothing computed element by element.
 */
final class HeadFloor implements AutoCloseable {
    /** Classes of a product: large enough for libtorch's best, small enough for the cache. */
    private static final int TILE = 2048;

    private final int sample;
    private final Tensor rows;
    private final Tensor copy;
    private final Tensor unit;
    private final Tensor logits;

    HeadFloor(int sample, int batch, int dim) {
        this.sample = sample;
        this.rows = filled(sample, dim);
        this.copy = filled(sample, dim);
        this.unit = filled(batch, dim);
        this.logits = filled(batch, Math.min(TILE, sample));
    }

    private static Tensor filled(int rows, int columns) {
        return TensorScope.compute(() -> Tensor.empty(rows, columns).fill_(0.5).retain());
    }

    /** What a step is made of, once. A copy reads and writes: half of one is the reading for the logits, two are the update. */
    void run() {
        TensorScope.run(() -> copy.narrow(0, sample / 2).copy_(rows.narrow(0, sample / 2)));
        copy.copy_(rows);
        copy.copy_(rows);
        for (int from = 0; from < sample; from += TILE) {
            TensorScope.run(() -> products(rows.narrow(0, Math.min(TILE, sample))));
        }
    }

    private void products(Tensor tile) {
        unit.matmul(tile.transpose());
        logits.matmul(tile);
        logits.transpose().matmul(unit);
    }

    @Override
    public void close() {
        rows.close();
        copy.close();
        unit.close();
        logits.close();
    }
}
