package org.idem.train.centers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.idem.train.tensor.RandomStreams;
import org.idem.train.tensor.Tensor;

/** Class centers in memory, in one of the {@link CenterFormat}s. */
public final class MemoryCenters implements ClassCenters {
    private static final double DEVIATION = 0.01;
    private static final int BLOCK = 4096;

    private final int count;
    private final int dim;
    private final Map<CenterField, RowStorage> tables = new EnumMap<>(CenterField.class);
    private final RoundingNoise noise;

    /**
     * Centers and momentum, all zero.
     *
     * @param squares whether there is room for the average of squared gradients
     * @param seed of random rounding
     */
    public MemoryCenters(int count, int dim, CenterFormat format, boolean squares, long seed) {
        this(count, dim, format, CenterField.ofCenters(squares), seed);
    }

    /**
     * All zero.
     *
     * @param kept what there is room for, centers and momentum among them
     * @param seed of random rounding
     */
    public MemoryCenters(int count, int dim, CenterFormat format, Set<CenterField> kept, long seed) {
        this.count = count;
        this.dim = dim;
        this.noise = format == CenterFormat.FP32 ? null : new RoundingNoise(dim, seed);
        for (CenterField quantity : kept) {
            tables.put(quantity, format.table(quantity, count, dim, noise));
        }
    }

    /**
     * Sets the centers to normal numbers with deviation 0.01; a class's values follow from the seed and its identity,
     * whatever shard holds it.
     */
    public void draw(ClassShard shard, long seed) {
        IntStream.range(0, (count + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int from = block * BLOCK;
            int rows = Math.min(BLOCK, count - from);
            write(CenterField.CENTERS, from, drawn((long) shard.start() + from, rows, seed));
        });
    }

    private float[] drawn(long first, int rows, long seed) {
        float[] values = new float[rows * dim];
        for (int row = 0; row < rows; row++) {
            SplittableRandom random = RandomStreams.of(seed, first + row);
            for (int i = 0; i < dim; i++) {
                values[row * dim + i] = (float) (random.nextGaussian() * DEVIATION);
            }
        }
        return values;
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
    public boolean keeps(CenterField quantity) {
        return tables.containsKey(quantity);
    }

    @Override
    public Tensor look(CenterField quantity, ClassSample rows) {
        return tables.get(quantity).look(rows);
    }

    @Override
    public SampledCenters take(ClassSample rows) {
        RowStorage squares = tables.get(CenterField.SQUARE);
        return new SampledCenters(
                tables.get(CenterField.CENTERS).take(rows),
                tables.get(CenterField.MOMENTUM).take(rows),
                squares == null ? null : squares.take(rows));
    }

    @Override
    public Tensor seen(SampledCenters taken) {
        return tables.get(CenterField.CENTERS).seen(taken.centers());
    }

    @Override
    public void put(ClassSample rows, SampledCenters changed, long step) {
        put(CenterField.CENTERS, rows, changed.centers(), step);
        put(CenterField.MOMENTUM, rows, changed.momentum(), step);
        if (keeps(CenterField.SQUARE)) {
            put(CenterField.SQUARE, rows, changed.square(), step);
        }
    }

    @Override
    public void put(CenterField quantity, ClassSample rows, Tensor values, long step) {
        tables.get(quantity).put(rows, values, step);
    }

    @Override
    public float[] read(CenterField quantity, int from, int rows) {
        return tables.get(quantity).read(from, rows);
    }

    @Override
    public void write(CenterField quantity, int from, float[] values) {
        tables.get(quantity).write(from, values);
    }

    @Override
    public void close() {
        tables.values().forEach(RowStorage::close);
        if (noise != null) {
            noise.close();
        }
    }
}
