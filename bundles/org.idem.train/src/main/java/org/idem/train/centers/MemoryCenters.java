package org.idem.train.centers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.idem.plan.ClassShard;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Class centers in the memory of the device of the thread that makes them, in one of the {@link CenterFormat}s. */
public final class MemoryCenters implements ClassCenters {
    private static final int ROWS_PER_BLOCK = 4096;

    private final Device device = Device.current();
    private final int count;
    private final int dim;
    private final Map<CenterField, RowStorage> storages = new EnumMap<>(CenterField.class);
    private final RoundingNoise noise;
    private final InPlaceSgd inPlace;

    /**
     * With centers, momentum and perhaps squares, all zero.
     *
     * @param count number of classes
     * @param dim length of a center
     * @param squares whether the moving average of squared gradients is kept
     * @param seed of random rounding
     */
    public MemoryCenters(int count, int dim, CenterFormat format, boolean squares, long seed) {
        this(count, dim, format, CenterField.forOptimizer(squares), seed);
    }

    /**
     * With the given fields, all zero, and libtorch's operations.
     *
     * @param count number of classes
     * @param dim length of a center
     * @param fields what is kept, centers and momentum among them
     * @param seed of random rounding
     */
    public MemoryCenters(int count, int dim, CenterFormat format, Set<CenterField> fields, long seed) {
        this(count, new RowLayout(dim, format, fields), KernelChoice.libtorch("nothing else was asked for"), seed);
    }

    /**
     * With the fields of a layout, all zero.
     *
     * @param count number of classes
     * @param layout what is kept of a class, centers and momentum among it
     * @param kernels that update rows in place
     * @param seed of random rounding
     */
    public MemoryCenters(int count, RowLayout layout, KernelChoice kernels, long seed) {
        this.count = count;
        this.dim = layout.dim();
        CenterFormat format = layout.format();
        this.noise = format == CenterFormat.FP32 ? null : new RoundingNoise(dim, seed);
        for (CenterField field : layout.fields()) {
            storages.put(field, format.createStorage(field, count, dim, noise));
        }
        this.inPlace = InPlaceSgd.of(storages, noise, kernels);
    }

    /**
     * Sets the centers to their {@link InitialCenters}.
     *
     * @param shard the identities that the store holds
     */
    public void initialize(ClassShard shard, long seed) {
        InitialCenters initial = new InitialCenters(shard, dim, seed);
        IntStream.range(0, (count + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK)
                .parallel()
                .forEach(block -> {
                    int start = block * ROWS_PER_BLOCK;
                    int rows = Math.min(ROWS_PER_BLOCK, count - start);
                    write(CenterField.CENTERS, start, initial.rows(start, rows));
                });
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public boolean has(CenterField field) {
        return storages.containsKey(field);
    }

    @Override
    public Tensor gather(CenterField field, ClassSample rows) {
        return storages.get(field).gather(rows);
    }

    @Override
    public SampledCenters gatherForUpdate(ClassSample rows) {
        RowStorage squares = storages.get(CenterField.SQUARE);
        return new SampledCenters(
                storages.get(CenterField.CENTERS).gatherForUpdate(rows),
                storages.get(CenterField.MOMENTUM).gatherForUpdate(rows),
                squares == null ? null : squares.gatherForUpdate(rows));
    }

    @Override
    public Tensor asGathered(SampledCenters gathered) {
        return storages.get(CenterField.CENTERS).asGathered(gathered.centers());
    }

    @Override
    public void scatter(ClassSample rows, SampledCenters changed, long step) {
        scatter(CenterField.CENTERS, rows, changed.centers(), step);
        scatter(CenterField.MOMENTUM, rows, changed.momentum(), step);
        if (has(CenterField.SQUARE)) {
            scatter(CenterField.SQUARE, rows, changed.square(), step);
        }
    }

    @Override
    public void update(ClassSample rows, CenterGradient gradient, CenterUpdate update) {
        if (inPlace.takes(update)) {
            inPlace.update(rows, gradient, update);
        } else {
            ClassCenters.super.update(rows, gradient, update);
        }
    }

    @Override
    public void scatter(CenterField field, ClassSample rows, Tensor values, long step) {
        storages.get(field).scatter(rows, values, step);
    }

    @Override
    public float[] read(CenterField field, ClassSample rows) {
        return device.compute(() -> TensorScope.compute(
                () -> storages.get(field).gatherForUpdate(rows).toFloats()));
    }

    @Override
    public void write(CenterField field, ClassSample rows, float[] values) {
        device.run(() -> TensorScope.run(() -> storages.get(field).write(rows, Tensor.of(values, rows.size(), dim))));
    }

    @Override
    public void close() {
        storages.values().forEach(RowStorage::close);
        if (noise != null) {
            noise.close();
        }
    }
}
