package org.idem.train.centers;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.idem.plan.ClassShard;
import org.idem.train.centers.disk.BlockContent;
import org.idem.train.tensor.RowMemory;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** What the blocks of class centers hold before they are first written, and whether it is finite when they are. */
final class CenterBlocks implements BlockContent {
    private static final int NONE = -1;
    private static final int BYTES_OF_UPPER_HALF = 2;
    private static final int EXPONENT = 0x7F80;

    private final ClassShard shard;
    private final RowLayout layout;
    private final ClassBlocks blocks;
    private final RowMemory memory;
    private final RowStorage centers;
    private final AtomicInteger notFinite = new AtomicInteger(NONE);
    private volatile InitialCenters initial;

    CenterBlocks(
            ClassShard shard,
            RowLayout layout,
            ClassBlocks blocks,
            RowMemory memory,
            RowStorage centers,
            long initialSeed) {
        this.shard = shard;
        this.layout = layout;
        this.blocks = blocks;
        this.memory = memory;
        this.centers = centers;
        begin(initialSeed);
    }

    /** Begins anew with centers of a seed. */
    void begin(long initialSeed) {
        initial = new InitialCenters(shard, layout.dim(), initialSeed);
        notFinite.set(NONE);
    }

    long initialSeed() {
        return initial.seed();
    }

    /** A class, by its number within the shard, whose center was not finite when it was written, −1 where all were. */
    int notFinite() {
        return notFinite.get();
    }

    @Override
    public void initialize(int block, int frame) {
        long first = (long) frame * ClassBlocks.ROWS;
        memory.clear(first, ClassBlocks.ROWS);
        int size = blocks.size(block);
        int[] ids = new int[size];
        long[] rows = new long[size];
        float[] values = new float[size * layout.dim()];
        for (int i = 0; i < size; i++) {
            ids[i] = blocks.id(block * ClassBlocks.ROWS + i);
            rows[i] = first + i;
            initial.draw(ids[i], values, i);
        }
        CachedRows places = new CachedRows(new ClassSample(ids, 0, size, shard.count()), rows, 0);
        TensorScope.run(() -> centers.write(places, Tensor.of(values, size, layout.dim())));
    }

    /** Sign and exponent of all formats stand where the upper half of an fp32 has them. */
    @Override
    public void inspect(int block, ByteBuffer bytes) {
        boolean wide = layout.format() == CenterFormat.FP32;
        int stride = wide ? Float.BYTES : BYTES_OF_UPPER_HALF;
        int upper = wide ? BYTES_OF_UPPER_HALF : 0;
        for (int row = 0; row < blocks.size(block); row++) {
            int start = row * layout.rowBytes() + upper;
            for (int i = 0; i < layout.dim(); i++) {
                if ((bytes.getShort(start + i * stride) & EXPONENT) == EXPONENT) {
                    notFinite.set(blocks.id(block * ClassBlocks.ROWS + row));
                    return;
                }
            }
        }
    }
}
