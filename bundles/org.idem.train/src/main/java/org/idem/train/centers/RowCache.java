package org.idem.train.centers;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;
import org.idem.plan.CenterBlocksPlan;
import org.idem.train.centers.disk.BlockCache;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Where the rows of classes are in memory: those of a step all together, of others some at a time. Steps begin on one
 * thread; any may read and change rows of different classes at the same time.
 */
final class RowCache {
    private final ClassBlocks blocks;
    private final BlockCache cache;
    private final int dim;
    private final Deque<BlockCache.Hold> ahead = new ArrayDeque<>();
    private volatile StepRows step;

    RowCache(ClassBlocks blocks, BlockCache cache, int dim) {
        this.blocks = blocks;
        this.cache = cache;
        this.dim = dim;
    }

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

    /** Rows that one operation holds beside those of a step; random rounding cuts rows at multiples of it, too. */
    static int rowsAtOnce(int dim) {
        return Math.max(1, CenterBlocksPlan.OPERATION_VALUES / dim);
    }

    /** Frames that are left for operations on other rows than those of the step; none where all fit. */
    private int spareFrames() {
        return cache.capacity() == blocks.count() ? 0 : rowsAtOnce(dim);
    }

    /** Has the rows of a sample in memory from now on, those of the step before no longer. */
    void beginStep(ClassSample sample) {
        endStep();
        cache.writeBack();
        int[] own = rowsOf(sample);
        int[] rowBlocks = blocksOf(own);
        int[] distinct = distinct(rowBlocks);
        BlockCache.Hold hold = cache.tryHold(distinct, spareFrames());
        // What was read ahead is held by the step itself now, or no longer wanted.
        closeOne(ahead);
        if (hold != null) {
            hold.await();
            step = new StepRows(hold, new CachedRows(sample, places(own, hold), 0), rowBlocks);
        }
    }

    /** Forgets what was read for steps. */
    void forget() {
        endStep();
        while (!ahead.isEmpty()) {
            closeOne(ahead);
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

    /** Begins to read the blocks of a sample, unless it is all classes, where there is room for them. */
    void readAhead(ClassSample next) {
        if (next.isComplete()) {
            return;
        }
        BlockCache.Hold hold = cache.tryHold(distinct(blocksOf(rowsOf(next))), 2 * spareFrames());
        if (hold != null) {
            ahead.add(hold);
        }
    }

    private int[] rowsOf(ClassSample some) {
        int[] rows = new int[some.size()];
        Arrays.setAll(rows, position -> blocks.row(some.id(position)));
        return rows;
    }

    private static int[] blocksOf(int[] rows) {
        return Arrays.stream(rows).map(row -> row / ClassBlocks.ROWS).toArray();
    }

    private static int[] distinct(int[] numbers) {
        return Arrays.stream(numbers).sorted().distinct().toArray();
    }

    private static long[] places(int[] rows, BlockCache.Hold hold) {
        return Arrays.stream(rows)
                .mapToLong(row -> (long) hold.frame(row / ClassBlocks.ROWS) * ClassBlocks.ROWS + row % ClassBlocks.ROWS)
                .toArray();
    }

    /** Computes a tensor from rows that are in memory. */
    Tensor read(ClassSample rows, Function<TableRows, Tensor> operation) {
        StepRows current = step;
        if (current != null && current.contains(rows)) {
            return operation.apply(current.slice(rows));
        }
        if (rows.size() <= rowsAtOnce(dim)) {
            return readPart(rows, operation);
        }
        Tensor all = Tensor.empty(rows.size(), dim);
        forParts(rows, (part, from) -> all.narrow(from, part.size()).copy_(readPart(part, operation)));
        return all;
    }

    private Tensor readPart(ClassSample part, Function<TableRows, Tensor> operation) {
        int[] own = rowsOf(part);
        try (BlockCache.Hold hold = cache.hold(distinct(blocksOf(own)))) {
            hold.await();
            return operation.apply(new CachedRows(part, places(own, hold), 0));
        }
    }

    /** Does something with a part of a sample. */
    @FunctionalInterface
    private interface PartTask {
        /** In a tensor scope of its own; {@code from} is the position of the part in the sample. */
        void run(ClassSample part, int from);
    }

    private void forParts(ClassSample rows, PartTask task) {
        for (int from = 0; from < rows.size(); from += rowsAtOnce(dim)) {
            int at = from;
            ClassSample part = rows.slice(from, Math.min(rowsAtOnce(dim), rows.size() - from));
            TensorScope.run(() -> task.run(part, at));
        }
    }

    /** Does something with rows that are in memory. */
    @FunctionalInterface
    interface RowsTask {
        /** {@code from} is the position of the rows in the sample. */
        void run(TableRows rows, int from);
    }

    /** Changes rows in memory; their blocks are written later. */
    void change(ClassSample rows, RowsTask task) {
        StepRows current = step;
        if (current != null && current.contains(rows)) {
            current.hold().change(current.blocksOf(rows));
            task.run(current.slice(rows), 0);
            return;
        }
        forParts(rows, (part, from) -> {
            int[] own = rowsOf(part);
            int[] distinct = distinct(blocksOf(own));
            try (BlockCache.Hold hold = cache.hold(distinct)) {
                hold.await();
                hold.change(distinct);
                task.run(new CachedRows(part, places(own, hold), 0), from);
            }
        });
    }
}
