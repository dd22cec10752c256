package org.idem.train.centers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.plan.CenterBlocksPlan;
import org.idem.plan.ClassShard;
import org.idem.train.centers.disk.BlockCache;
import org.idem.train.centers.disk.BlockFile;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.centers.disk.BlockVersions;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.RowMemory;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Class centers in a file, of which the rows of a step or two are in memory: the same numbers, to the bit, as in {@link
 * MemoryCenters}. Rows stand in the blocks of {@link ClassBlocks}; blocks that were never changed are not in the file.
 * What is written is safe only once it was frozen for a checkpoint.
 */
public final class DiskCenters implements ClassCenters {
    /** Blocks that are gone through together. */
    private static final int BLOCKS_AT_ONCE = 64;

    private final BlockFile file;
    private final ClassShard shard;
    private final int count;
    private final RowLayout layout;
    private final long seed;
    private final ClassBlocks blocks;
    private final RoundingNoise noise;
    private final RowMemory memory;
    private final Map<CenterField, RowStorage> storages = new EnumMap<>(CenterField.class);
    private final InPlaceSgd inPlace;
    private final BlockCache cache;
    private final RowCache cached;
    private final CenterBlocks content;
    private volatile BlockVersions frozen;

    /**
     * Opens a file; what stands in it is not looked at, and overwritten only once it was said to be free. All centers are
     * {@link InitialCenters}, the rest zero, until they are restored or written.
     *
     * @param shard the identities that the store holds
     * @param stepBlocks blocks of a step, two of which fit into memory beside what single operations need
     * @param seed of initial centers, of random rounding and of the order of the rows
     * @throws UncheckedIOException if the file cannot be opened
     */
    public DiskCenters(Path file, ClassShard shard, RowLayout layout, int stepBlocks, long seed) {
        this(file, shard, layout, stepBlocks, KernelChoice.libtorch("nothing else was asked for"), seed);
    }

    /**
     * As above.
     *
     * @param kernels that update rows in memory
     */
    public DiskCenters(Path file, ClassShard shard, RowLayout layout, int stepBlocks, KernelChoice kernels, long seed) {
        this(openFile(() -> BlockFile.open(file, layout.blockBytes())), shard, layout, stepBlocks, kernels, seed);
    }

    private DiskCenters(
            BlockFile file, ClassShard shard, RowLayout layout, int stepBlocks, KernelChoice kernels, long seed) {
        this.file = file;
        this.shard = shard;
        this.count = shard.count();
        this.layout = layout;
        this.seed = seed;
        this.blocks = new ClassBlocks(count, seed);
        this.noise = layout.format() == CenterFormat.FP32 ? null : new RoundingNoise(layout.dim(), seed);
        int frames = (int) Math.min(
                blocks.count(),
                CenterBlocksPlan.OPERATIONS * RowCache.rowsAtOnce(layout.dim())
                        + (long) CenterBlocksPlan.STEPS_IN_MEMORY * stepBlocks);
        this.memory = new RowMemory((long) frames * ClassBlocks.ROWS, layout.rowBytes());
        layout.offsets()
                .forEach((field, offset) ->
                        storages.put(field, layout.format().createStorage(field, memory, offset, layout.dim(), noise)));
        this.inPlace = InPlaceSgd.of(storages, noise, kernels);
        this.content = new CenterBlocks(shard, layout, blocks, memory, storages.get(CenterField.CENTERS), seed);
        this.cache = openFile(() -> new BlockCache(file, blocks.count(), frames, content, this::bytes));
        this.cached = new RowCache(blocks, cache, layout.dim());
    }

    /** Opens the centers as they were for a checkpoint, to be read only. */
    public static DiskCenters open(DiskVersion version) {
        DiskCenters opened = new DiskCenters(
                openFile(() ->
                        BlockFile.openToRead(version.file(), version.layout().blockBytes())),
                version.shard(),
                version.layout(),
                0,
                KernelChoice.libtorch("nothing is updated"),
                version.seed());
        opened.restoreBlocks(version);
        return opened;
    }

    /** Opens a file. */
    @FunctionalInterface
    private interface Opening<T> {
        T open() throws IOException;
    }

    private static <T> T openFile(Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the file of class centers: " + e.getMessage(), e);
        }
    }

    private ByteBuffer bytes(int frame) {
        return memory.buffer((long) frame * ClassBlocks.ROWS, ClassBlocks.ROWS);
    }

    @Override
    public Device device() {
        return Device.CPU;
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
        cached.beginStep(sample);
    }

    @Override
    public boolean readsAhead() {
        return true;
    }

    @Override
    public void readAhead(ClassSample next) {
        cached.readAhead(next);
    }

    @Override
    public BlockTraffic traffic() {
        return cache.traffic();
    }

    @Override
    public Tensor gather(CenterField field, ClassSample rows) {
        return cached.read(rows, storages.get(field)::gather);
    }

    @Override
    public SampledCenters gatherForUpdate(ClassSample rows) {
        return new SampledCenters(
                cached.read(rows, storages.get(CenterField.CENTERS)::gatherForUpdate),
                cached.read(rows, storages.get(CenterField.MOMENTUM)::gatherForUpdate),
                has(CenterField.SQUARE) ? cached.read(rows, storages.get(CenterField.SQUARE)::gatherForUpdate) : null);
    }

    @Override
    public Tensor asGathered(SampledCenters gathered) {
        return storages.get(CenterField.CENTERS).asGathered(gathered.centers());
    }

    @Override
    public void scatter(ClassSample rows, SampledCenters changed, long step) {
        cached.change(rows, (part, from) -> {
            scatter(CenterField.CENTERS, part, changed.centers(), from, step);
            scatter(CenterField.MOMENTUM, part, changed.momentum(), from, step);
            if (has(CenterField.SQUARE)) {
                scatter(CenterField.SQUARE, part, changed.square(), from, step);
            }
        });
    }

    @Override
    public void update(ClassSample rows, CenterGradient gradient, CenterUpdate update) {
        if (inPlace.takes(update)) {
            cached.change(rows, (part, from) -> inPlace.update(part, gradient.slice(from, part.size()), update));
        } else {
            ClassCenters.super.update(rows, gradient, update);
        }
    }

    @Override
    public void scatter(CenterField field, ClassSample rows, Tensor values, long step) {
        cached.change(rows, (part, from) -> scatter(field, part, values, from, step));
    }

    private void scatter(CenterField field, TableRows part, Tensor values, int from, long step) {
        storages.get(field).scatter(part, values.narrow(from, part.size()), step);
    }

    @Override
    public float[] read(CenterField field, ClassSample rows) {
        return Device.CPU.compute(() -> TensorScope.compute(
                () -> cached.read(rows, storages.get(field)::gatherForUpdate).toFloats()));
    }

    @Override
    public void write(CenterField field, ClassSample rows, float[] values) {
        Device.CPU.run(() -> TensorScope.run(() -> {
            Tensor all = Tensor.of(values, rows.size(), layout.dim());
            cached.change(rows, (part, from) -> storages.get(field).write(part, all.narrow(from, part.size())));
        }));
    }

    /** The classes of some blocks each. */
    @Override
    public Stream<ClassSample> parts() {
        int parts = (blocks.count() + BLOCKS_AT_ONCE - 1) / BLOCKS_AT_ONCE;
        return IntStream.range(0, parts).mapToObj(part -> {
            int from = part * BLOCKS_AT_ONCE;
            int end = Math.min(blocks.count(), from + BLOCKS_AT_ONCE);
            return ClassSample.of(blocks.ids(IntStream.range(from, end).toArray()), count);
        });
    }

    /** Rows are looked at when they are written, so that all that were ever changed are known. */
    @Override
    public int firstNonFinite(int start, int rows) {
        cache.flush();
        return content.notFinite();
    }

    /** Whether a class, by its number within the shard, may have other values than it began with. */
    public boolean isChanged(int id) {
        return cache.isChanged(blocks.block(id));
    }

    /** Seed of the centers that were never changed. */
    public long initialSeed() {
        return content.initialSeed();
    }

    /** The file that rows stand in. */
    public Path file() {
        return file.path();
    }

    /**
     * The store as it is now, durable: no row that it names is overwritten before {@link #keepOnly} says so.
     *
     * @throws UncheckedIOException if it cannot be written; rows that were not are still in memory
     */
    public DiskVersion freeze() {
        frozen = cache.freeze();
        return new DiskVersion(file.path(), shard, layout, seed, content.initialSeed(), frozen);
    }

    /**
     * Goes back to what a checkpoint names. Rows that stand in this store's own file stay where they are; blocks of
     * another file are copied.
     *
     * @return false where the checkpoint's rows stand in another order or format, so that they must be written one by one
     * @throws UncheckedIOException if the other file cannot be read, or this one not be written
     */
    public boolean restore(DiskVersion version) {
        boolean alike = version.shard().equals(shard) && version.layout().equals(layout) && version.seed() == seed;
        if (!alike) {
            return false;
        }
        if (isSameFile(version.file())) {
            restoreBlocks(version);
            return true;
        }
        reset(version.initialSeed());
        try (BlockFile other = openFile(() -> BlockFile.openToRead(version.file(), layout.blockBytes()))) {
            cache.copyFrom(other, version.blocks());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy class centers from " + version.file(), e);
        }
        return true;
    }

    private boolean isSameFile(Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(other, file.path());
        } catch (IOException e) {
            return false;
        }
    }

    private void restoreBlocks(DiskVersion version) {
        cached.forget();
        content.begin(version.initialSeed());
        cache.restore(version.blocks());
    }

    /** Makes all centers what they are before anything was learnt, the rest zero. */
    public void reset(long initialSeed) {
        cached.forget();
        content.begin(initialSeed);
        cache.reset();
    }

    /**
     * Gives room in the file free that neither the store nor these versions of it need, which checkpoints name. The last
     * one that was frozen stays, whether its checkpoint is seen already or not.
     *
     * @throws UncheckedIOException if the file cannot be cut
     */
    public void keepOnly(Collection<DiskVersion> named) {
        Stream<BlockVersions> last = Stream.ofNullable(frozen);
        cache.keepOnly(
                Stream.concat(last, named.stream().map(DiskVersion::blocks)).toList());
    }

    @Override
    public void close() {
        cached.forget();
        cache.close();
        storages.values().forEach(RowStorage::close);
        memory.close();
        if (noise != null) {
            noise.close();
        }
    }
}
