package org.idem.train.optim;

import java.util.List;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Exponential moving average of flat buffers: a = d · a + (1 − d) · w after each step. d is the decay; with warm-up d =
 * min(decay, (1 + n) / (10 + n)) in step n, counted from 0. It starts with the values before the first step.
 */
public final class MovingAverage implements AutoCloseable {
    private final List<Tensor> sources;
    private final List<Tensor> averages;
    private final double decay;
    private final boolean warmsUp;
    private long steps;
    private boolean initialized;

    /**
     * Makes an average that has no values before {@link #initialize}.
     *
     * @param sources flat buffers, read after each step
     * @param decay weight of the old average, in [0, 1)
     * @param warmsUp whether the first steps weigh more, as with PLSC's {@code thres_steps}
     */
    public MovingAverage(List<Tensor> sources, double decay, boolean warmsUp) {
        this.sources = List.copyOf(sources);
        this.decay = decay;
        this.warmsUp = warmsUp;
        this.averages = TensorScope.compute(() -> sources.stream()
                .map(source -> Tensor.zeros(source.count()).retain())
                .toList());
    }

    /** Copies the sources on the first call, which is made before the first step; does nothing later. */
    public void initialize() {
        if (!initialized) {
            copy(sources, averages);
            initialized = true;
        }
    }

    /** Averages the values after a step in. */
    public void update() {
        double d = warmsUp ? Math.min(decay, (1.0 + steps) / (10 + steps)) : decay;
        TensorScope.run(() -> {
            for (int i = 0; i < sources.size(); i++) {
                averages.get(i).mul_(d).add_(sources.get(i), 1 - d);
            }
        });
        steps++;
    }

    /** Swaps averages and sources; a second call undoes it to the bit. */
    public void swap() {
        TensorScope.run(() -> {
            List<Tensor> copies = sources.stream().map(Tensor::duplicate).toList();
            copy(averages, sources);
            copy(copies, averages);
        });
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        TensorScope.run(() -> {
            for (int i = 0; i < from.size(); i++) {
                to.get(i).copy_(from.get(i));
            }
        });
    }

    /** The averages, in the order of the sources; live. */
    public List<Tensor> averages() {
        return averages;
    }

    /** Number of steps averaged since it was initialized. */
    public long steps() {
        return steps;
    }

    /** Sets the number of steps whose average {@link #averages()} hold. */
    public void setSteps(long taken) {
        steps = taken;
        initialized = true;
    }

    /** Forgets the values; {@link #initialize} copies the sources again. */
    public void reset() {
        steps = 0;
        initialized = false;
    }

    @Override
    public void close() {
        averages.forEach(Tensor::close);
    }
}
