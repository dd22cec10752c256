package org.idem.train.centers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.idem.plan.ClassShard;
import org.idem.train.centers.disk.BlockCache;
import org.idem.train.centers.disk.BlockContent;
import org.idem.train.centers.disk.BlockFile;
import org.idem.train.tensor.RowMemory;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Class centers in a file, of which the rows of a step or two are in memory: the same numbers, to the bit, as in {@link
 * MemoryCenters}. Rows stand in the blocks of {@link ClassBlocks}; blocks that were never changed are not in the file.
 * What is written is safe only once it was frozen for a checkpoint.
 */
public final class DiskCenters implements ClassCenters {
    /** Values of the rows that one operation holds in memory beside those of the step. */
    private static final int VALUES_AT_ONCE = 1 << 18;

    private static final int BYTES_OF_UPPER_HALF = 2;

    private final int count;
    private final RowLayout layout;
    private final ClassBlocks blocks;
    private final RoundingNoise noise;
    private final RowMemory memory;
    private final Map<CenterField, RowStorage> storages = new EnumMap<>(CenterField.class);
    private final BlockCache cache;
    private final Deque<BlockCache.Hold> ahead = new ArrayDeque<>();
    private final AtomicInteger notFinite = new AtomicInteger(-1);
    private volatile InitialCenters initial;
    private volatile StepRows step;

    /** The rows of a step, all of which are in memory. */
    private record StepRows(BlockCache.Hold hold, CachedRows rows, int[] blocks) {
        /** Whether these are some of them, by the same list. */
        boolean contains(ClassSample some) {
            ClassSample all = rows.sample();
            return all.ids() == some.ids() && some.start() >= all.start() && some.end() <= all.end();
        }

        CachedRows slice(ClassSample some) {
            return rows.slice(some.start() - rows.sample().start(), some.size());
        }

        int[] blocksOf(ClassSample some) {
            int from = some.start() - rows.sample().start();
            return Arrays.copyOfRange(blocks, from, from + some.size());
        }
    }

    /**
     * Opens a file; what stands in it is not looked at, and overwritten only once it was said to be free.
     *
     * @param count number of classes, all zero until they are initialized, restored or written
     * @param stepBlocks blocks of a step, two of which fit into memory beside what single operations need
     * @param seed of random rounding and of the order of the rows
     * @throws UncheckedIOException if the file cannot be opened
     */
    public DiskCenters(Path file, int count, RowLayout layout, int stepBlocks, long seed) {
        this.count = count;
        this.layout = layout;
        this.blocks = new ClassBlocks(count, seed);
        this.noise = layout.format() == CenterFormat.FP32 ? null : new RoundingNoise(layout.dim(), seed);
        int frames = (int) Math.min(blocks.count(), 2 * rowsAtOnce() + 3L * stepBlocks);
        this.memory = new RowMemory((long) frames * ClassBlocks.ROWS, layout.rowBytes());
        layout.offsets()
                .forEach((field, offset) ->
                        storages.put(field, layout.format().createStorage(field, memory, offset, layout.dim(), noise)));
        try {
            this.cache = new BlockCache(
                    BlockFile.open(file, layout.blockBytes()), blocks.count(), frames, new Content(), this::bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + file, e);
        }
    }

    private int rowsAtOnce() {
        return Math.max(1, VALUES_AT_ONCE / layout.dim());
    }

    /** Frames that are left for operations on other rows than those of the step; none where all fit. */
    private int spareFrames() {
        return cache.capacity() == blocks.count() ? 0 : rowsAtOnce();
    }

    private ByteBuffer bytes(int frame) {
        return memory.buffer((long) frame * ClassBlocks.ROWS, ClassBlocks.ROWS);
    }

    /** What blocks hold. */
    private final class Content implements BlockContent {
        @Override
        public void initialize(int block, int frame) {
            long first = (long) frame * ClassBlocks.ROWS;
            memory.clear(first, ClassBlocks.ROWS);
            InitialCenters drawn = initial;
            if (drawn != null) {
                int size = blocks.size(block);
                int[] ids = new int[size];
                long[] rows = new long[size];
                float[] values = new float[size * layout.dim()];
                for (int i = 0; i < size; i++) {
                    ids[i] = blocks.id(block * ClassBlocks.ROWS + i);
                    rows[i] = first + i;
                    drawn.draw(ids[i], values, i);
                }
                CachedRows places = new CachedRows(new ClassSample(ids, 0, size, count), rows, 0);
                TensorScope.run(
                        () -> storages.get(CenterField.CENTERS).write(places, Tensor.of(values, size, layout.dim())));
            }
        }

        /** The sign and the exponent of all formats stand in the upper half of their fp32. */
        @Override
        public void inspect(int block, ByteBuffer bytes) {
            boolean wide = layout.format() == CenterFormat.FP32;
            int stride = wide ? Float.BYTES : BYTES_OF_UPPER_HALF;
            int upper = wide ? BYTES_OF_UPPER_HALF : 0;
            for (int row = 0; row < blocks.size(block); row++) {
                int start = row * layout.rowBytes() + upper;
                for (int i = 0; i < layout.dim(); i++) {
                    if ((bytes.getShort(start + i * stride) & 0x7F80) == 0x7F80) {
                        notFinite.set(blocks.id(block * ClassBlocks.ROWS + row));
                        return;
                    }
                }
            }
        }
    }

    /** Sets the centers to their {@link InitialCenters}; to be called before anything is read or written. */
    public void initialize(ClassShard shard, long seed) {
        initial = new InitialCenters(shard, layout.dim(), seed);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dim() {
        return layout.dim();
    }

    @Override
    public boolean has(CenterField field) {
        return storages.containsKey(field);
    }

    @Override
    public void beginStep(ClassSample sample) {
        endStep();
        cache.writeBack();
        int[] rowBlocks = blocksOf(sample);
        int[] distinct = distinct(rowBlocks);
        BlockCache.Hold hold = cache.tryHold(distinct, spareFrames());
        // What was read ahead is held by the step itself now, or no longer wanted.
        closeOne(ahead);
        if (hold != null) {
            hold.await();
            step = new StepRows(hold, new CachedRows(sample, rows(sample, hold), 0), rowBlocks);
        }
    }

    private void endStep() {
        if (step != null) {
            step.hold().close();
            step = null;
        }
    }

    private static void closeOne(Deque<BlockCache.Hold> holds) {
        if (!holds.isEmpty()) {
            holds.removeFirst().close();
        }
    }

    @Override
    public void readAhead(ClassSample next) {
        BlockCache.Hold hold = cache.tryHold(distinct(blocksOf(next)), 2 * spareFrames());
        if (hold != null) {
            ahead.add(hold);
        }
    }

    private int[] blocksOf(ClassSample some) {
        int[] of = new int[some.size()];
        Arrays.setAll(of, position -> blocks.block(some.id(position)));
        return of;
    }

    private static int[] distinct(int[] numbers) {
        return Arrays.stream(numbers).sorted().distinct().toArray();
    }

    private long[] rows(ClassSample some, BlockCache.Hold hold) {
        long[] rows = new long[some.size()];
        for (int position = 0; position < rows.length; position++) {
            int row = blocks.row(some.id(position));
            rows[position] = (long) hold.frame(row / ClassBlocks.ROWS) * ClassBlocks.ROWS + row % ClassBlocks.ROWS;
        }
        return rows;
    }

    /** Computes a tensor from rows that are in memory. */
    private Tensor read(ClassSample rows, Function<TableRows, Tensor> operation) {
        StepRows current = step;
        if (current != null && current.contains(rows)) {
            return operation.apply(current.slice(rows));
        }
        if (rows.size() <= rowsAtOnce()) {
            return readPart(rows, operation);
        }
        Tensor all = Tensor.empty(rows.size(), layout.dim());
        forParts(rows, (part, from) -> all.narrow(from, part.size()).copy_(readPart(part, operation)));
        return all;
    }

    private Tensor readPart(ClassSample part, Function<TableRows, Tensor> operation) {
        try (BlockCache.Hold hold = cache.hold(distinct(blocksOf(part)))) {
            hold.await();
            return operation.apply(new CachedRows(part, rows(part, hold), 0));
        }
    }

    /** Does something with a part of a sample. */
    @FunctionalInterface
    private interface PartTask {
        /** In a tensor scope of its own; {@code from} is the position of the part in the sample. */
        void run(ClassSample part, int from);
    }

    private void forParts(ClassSample rows, PartTask task) {
        for (int from = 0; from < rows.size(); from += rowsAtOnce()) {
            int at = from;
            ClassSample part = rows.slice(from, Math.min(rowsAtOnce(), rows.size() - from));
            TensorScope.run(() -> task.run(part, at));
        }
    }

    /** Does something with rows that are in memory. */
    @FunctionalInterface
    private interface RowsTask {
        /** {@code from} is the position of the rows in the sample. */
        void run(TableRows rows, int from);
    }

    /** Changes rows in memory; their blocks are written later. */
    private void change(ClassSample rows, RowsTask task) {
        StepRows current = step;
        if (current != null && current.contains(rows)) {
            current.hold().change(current.blocksOf(rows));
            task.run(current.slice(rows), 0);
            return;
        }
        forParts(rows, (part, from) -> {
            int[] distinct = distinct(blocksOf(part));
            try (BlockCache.Hold hold = cache.hold(distinct)) {
                hold.await();
                hold.change(distinct);
                task.run(new CachedRows(part, rows(part, hold), 0), from);
            }
        });
    }

    @Override
    public Tensor gather(CenterField field, ClassSample rows) {
        return read(rows, storages.get(field)::gather);
    }

    @Override
    public SampledCenters gatherForUpdate(ClassSample rows) {
        return new SampledCenters(
                read(rows, storages.get(CenterField.CENTERS)::gatherForUpdate),
                read(rows, storages.get(CenterField.MOMENTUM)::gatherForUpdate),
                has(CenterField.SQUARE) ? read(rows, storages.get(CenterField.SQUARE)::gatherForUpdate) : null);
    }

    @Override
    public Tensor asGathered(SampledCenters gathered) {
        return storages.get(CenterField.CENTERS).asGathered(gathered.centers());
    }

    @Override
    public void scatter(ClassSample rows, SampledCenters changed, long step) {
        change(rows, (part, from) -> {
            scatter(CenterField.CENTERS, part, changed.centers(), from, step);
            scatter(CenterField.MOMENTUM, part, changed.momentum(), from, step);
            if (has(CenterField.SQUARE)) {
                scatter(CenterField.SQUARE, part, changed.square(), from, step);
            }
        });
    }

    @Override
    public void scatter(CenterField field, ClassSample rows, Tensor values, long step) {
        change(rows, (part, from) -> scatter(field, part, values, from, step));
    }

    private void scatter(CenterField field, TableRows part, Tensor values, int from, long step) {
        storages.get(field).scatter(part, values.narrow(from, part.size()), step);
    }

    @Override
    public float[] read(CenterField field, int start, int rows) {
        ClassSample range = ClassSample.range(start, start + rows, count);
        return TensorScope.compute(
                () -> read(range, storages.get(field)::gatherForUpdate).toFloats());
    }

    @Override
    public void write(CenterField field, int start, float[] values) {
        int rows = values.length / layout.dim();
        ClassSample range = ClassSample.range(start, start + rows, count);
        TensorScope.run(() -> {
            Tensor all = Tensor.of(values, rows, layout.dim());
            change(range, (part, from) -> storages.get(field).write(part, all.narrow(from, part.size())));
        });
    }

    @Override
    public void close() {
        endStep();
        while (!ahead.isEmpty()) {
            closeOne(ahead);
        }
        cache.close();
        storages.values().forEach(RowStorage::close);
        memory.close();
        if (noise != null) {
            noise.close();
        }
    }
}
