package org.idem.train.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.train.collective.Collective;
import org.idem.train.collective.Residual;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Sums the gradients of all ranks while they are still being computed: the way back fills the flat buffer from its end, and
 * what is final goes off in buckets on a thread of its own. Every number is summed as it would be in one piece, so that buckets
 * change no bit. Between the first bucket and {@link #finish} the rank's own thread must leave the collective alone.
 */
final class GradientExchange implements AutoCloseable {
    /** Numbers of a bucket: as few as are still worth a message, so that the last one, which nobody computes beside, is small. */
    static final long BUCKET = 1 << 22;

    private final Collective collective;
    private final Tensor gradients;
    private final Device device;
    private final long bucket;
    private final boolean rounded;
    /** By the position where a bucket begins. */
    private final Map<Long, Residual> residuals = new HashMap<>();

    private final ExecutorService thread;
    private final List<Future<?>> running = new ArrayList<>();
    /** Where what has gone off begins. */
    private long gone;

    /**
     * For one rank.
     *
     * @param gradients flat buffer of the network's gradients
     * @param bucket numbers of a bucket, at least 1; equal on every rank
     * @param rounded whether what goes from process to process is rounded to bfloat16
     */
    GradientExchange(Collective collective, Tensor gradients, Device device, long bucket, boolean rounded) {
        this.collective = collective;
        this.gradients = gradients;
        this.device = device;
        this.bucket = bucket;
        this.rounded = rounded;
        this.gone = gradients.count();
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(() -> run(work), "idem-exchange-" + collective.rank());
            made.setDaemon(true);
            return made;
        });
    }

    private void run(Runnable work) {
        Libtorch.prepareThread(1);
        device.bind();
        work.run();
    }

    /** Takes notice that all numbers from a position to the end of the buffer are final; whole buckets of them go off. */
    void ready(long from) {
        while (gone - from >= bucket) {
            send(gone - bucket);
        }
    }

    private void send(long from) {
        long length = gone - from;
        gone = from;
        if (collective.world() > 1) {
            Residual residual = rounded ? residuals.computeIfAbsent(from, start -> new Residual()) : null;
            running.add(thread.submit(() -> TensorScope.run(() -> sum(from, length, residual))));
        }
    }

    private void sum(long from, long length, Residual residual) {
        Tensor values = gradients.detach().narrow(from, length);
        if (residual == null) {
            collective.allReduceSum(values);
        } else {
            collective.allReduceSum(values, residual);
        }
    }

    /** Forgets what rounding has left out so far. Nothing may be under way. */
    void clearResiduals() {
        residuals.values().forEach(Residual::clear);
    }

    /** Takes notice that gradients are from now on multiplied by a factor. Nothing may be under way. */
    void scaleResiduals(double factor) {
        residuals.values().forEach(residual -> residual.scale(factor));
    }

    /** Sends the rest, and returns when the sum over all ranks stands in the whole buffer; collective. */
    void finish() {
        // Buckets must not depend on how a rank got here.
        ready(0);
        if (gone > 0) {
            send(0);
        }
        settle();
    }

    /** Waits for what has gone off. */
    private void settle() {
        try {
            for (Future<?> sum : running) {
                sum.get();
            }
        } catch (ExecutionException e) {
            WorkerGroup.rethrow(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            collective.abort(e);
            throw new IllegalStateException("Interrupted while gradients were summed", e);
        } finally {
            running.clear();
            gone = gradients.count();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (running.isEmpty()) {
            residuals.values().forEach(Residual::close);
        } // else a sum of a training that has failed may still be under way
    }
}
