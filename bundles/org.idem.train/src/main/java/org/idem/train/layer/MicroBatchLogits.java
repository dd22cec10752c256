package org.idem.train.layer;

import org.idem.train.centers.CenterGradient;
import org.idem.train.layer.NegativeLogits.OpenGradient;
import org.idem.train.tensor.Tensor;

/**
 * The logits of one micro batch, tile by tile: cosines that are kept from the first visit of a tile to the last, or computed
 * each time, which costs a matrix product more. Threads may work on different tiles at the same time.
 */
final class MicroBatchLogits implements AutoCloseable {
    private final HeadContext context;
    private final int rows;
    /** [sample · rows], a tile's cosines [rows, classes] one after the other; null where nothing is kept. */
    private final Tensor kept;

    private MicroBatchLogits(HeadContext context, Tensor kept) {
        this.context = context;
        this.rows = (int) context.unit().size(0);
        this.kept = kept;
    }

    /** Of which nothing is kept. */
    static MicroBatchLogits computedAnew(HeadContext context) {
        return new MicroBatchLogits(context, null);
    }

    /**
     * Kept, in {@link org.idem.plan.LogitTiles#keptBytes} bytes.
     *
     * @param sample number of sampled classes
     */
    static MicroBatchLogits kept(HeadContext context, int sample) {
        return new MicroBatchLogits(
                context, Tensor.empty((long) sample * context.unit().size(0)).retain());
    }

    /** Whether {@link #centerGradient} needs no centers, only their norms. */
    boolean isKept() {
        return kept != null;
    }

    private Tensor keptCosines(int start, CenterTile tile) {
        long classes = tile.norms().size(0);
        return kept.narrow((long) start * rows, classes * rows).view(rows, classes);
    }

    /**
     * Adds a tile to the loss, and its negatives to the gradient of the embeddings as far as it is known.
     *
     * @param start position of the tile in the sample
     * @param unitGradient the thread's sum, fp32 [rows, dim], for {@link HeadContext#finishUnitGradient}
     */
    void forward(int thread, CenterTile tile, int start, Tensor unitGradient) {
        Tensor cosines = tile.cosines(context.unit());
        if (kept != null) {
            keptCosines(start, tile).copy_(cosines);
        }
        OpenGradient open = context.forward(thread, cosines, start);
        if (open.rescale() != null) {
            unitGradient.mul_(open.rescale());
        }
        unitGradient.add_(tile.unitGradient(tile.dotGradient(open.cosines())));
    }

    /** Gradient of the loss with respect to a tile's centers. */
    CenterGradient centerGradient(int thread, CenterTile tile, int start) {
        Tensor cosines = kept == null ? tile.cosines(context.unit()) : keptCosines(start, tile);
        Tensor gradient = tile.dotGradient(context.backward(thread, cosines, start));
        return new CenterGradient(tile.products(gradient, context.unit()), tile.radial(gradient, cosines));
    }

    @Override
    public void close() {
        context.close();
        if (kept != null) {
            kept.close();
        }
    }
}
