package org.idem.train.layer;

import org.idem.train.tensor.Tensor;

/**
 * The logits of one micro batch, tile by tile: computed anew by every pass, or kept from the first to the last, which saves
 * two of five matrix products. Kept are the cosines until {@link #backward}, from then on the gradients that it computed.
 * Threads may work on different tiles at the same time.
 */
final class MicroBatchLogits implements AutoCloseable {
    private final HeadContext context;
    private final int rows;
    /** [sample · rows], a tile's [rows, classes] one after the other; null where nothing is kept. */
    private final Tensor kept;
    /** {@link CenterTile#radial} of each sampled class, [sample, 1]; null where nothing is kept. */
    private final Tensor radials;

    private MicroBatchLogits(HeadContext context, int rows, Tensor kept, Tensor radials) {
        this.context = context;
        this.rows = rows;
        this.kept = kept;
        this.radials = radials;
    }

    /** Of which nothing is kept. */
    static MicroBatchLogits computedAnew(HeadContext context) {
        return new MicroBatchLogits(context, (int) context.unit().size(0), null, null);
    }

    /**
     * Kept, in {@link org.idem.plan.LogitTiles#keptBytes} bytes.
     *
     * @param sample number of sampled classes
     */
    static MicroBatchLogits kept(HeadContext context, int sample) {
        int rows = (int) context.unit().size(0);
        return new MicroBatchLogits(
                context,
                rows,
                Tensor.empty((long) sample * rows).retain(),
                Tensor.empty(sample, 1).retain());
    }

    HeadContext context() {
        return context;
    }

    private Tensor keptTile(int start, CenterTile tile) {
        long classes = tile.norms().size(0);
        return kept.narrow((long) start * rows, classes * rows).view(rows, classes);
    }

    private Tensor keptRadials(int start, CenterTile tile) {
        return radials.narrow(start, tile.norms().size(0));
    }

    /**
     * Adds a tile to the loss.
     *
     * @param start position of the tile in the sample
     */
    void forward(int thread, CenterTile tile, int start) {
        Tensor cosines = tile.cosines(context.unit());
        if (kept != null) {
            keptTile(start, tile).copy_(cosines);
        }
        context.forward(thread, cosines, start);
    }

    /** Gradient of the loss with respect to the dot products of embeddings and a tile's centers, [rows, classes]; once. */
    Tensor backward(int thread, CenterTile tile, int start) {
        if (kept == null) {
            return tile.dotGradient(context.backward(thread, tile.cosines(context.unit()), start));
        }
        Tensor cosines = keptTile(start, tile);
        Tensor gradient = tile.dotGradient(context.backward(thread, cosines, start));
        keptRadials(start, tile).copy_(tile.radial(gradient, cosines));
        cosines.copy_(gradient);
        return gradient;
    }

    /** Gradient of the loss with respect to a tile's centers, [classes, dim]; after {@link #backward} of the tile. */
    Tensor centerGradient(int thread, CenterTile tile, int start) {
        if (kept != null) {
            return tile.centerGradient(keptTile(start, tile), keptRadials(start, tile), context.unit());
        }
        Tensor cosines = tile.cosines(context.unit());
        Tensor gradient = tile.dotGradient(context.backward(thread, cosines, start));
        return tile.centerGradient(gradient, tile.radial(gradient, cosines), context.unit());
    }

    @Override
    public void close() {
        context.close();
        if (kept != null) {
            kept.close();
            radials.close();
        }
    }
}
