package org.idem.train.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Euclidean norms of tensors that a device computes while the host goes on. They are read together, in one download, and
 * are those of {@link Tensor#norm()} to the bit. Used by one thread at a time.
 */
public final class PendingNorms {
    private final List<Tensor> parts = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    /** Asks for the norm of a tensor as it is now. */
    public PendingNorms add(Tensor tensor) {
        List<Tensor> own = Norms.parts(tensor);
        own.forEach(part -> parts.add(part.retain()));
        counts.add(own.size());
        return this;
    }

    /** Reads all norms in one download, those of each in the order in which they were asked for, and forgets them. */
    public static List<double[]> read(List<PendingNorms> all) {
        double[] numbers = HostTransfer.downloadNumbers(
                all.stream().flatMap(pending -> pending.parts.stream()).toArray(Tensor[]::new));
        List<double[]> norms = new ArrayList<>();
        int next = 0;
        for (PendingNorms pending : all) {
            double[] own = new double[pending.counts.size()];
            for (int i = 0; i < own.length; i++) {
                int count = pending.counts.get(i);
                own[i] = Norms.join(numbers, next, count);
                next += count;
            }
            norms.add(own);
            pending.forget();
        }
        return norms;
    }

    /** The sum of squares of norms that were read. */
    public static double squares(double[] norms) {
        double squares = 0;
        for (double norm : norms) {
            squares += norm * norm;
        }
        return squares;
    }

    private void forget() {
        parts.forEach(Tensor::close);
        parts.clear();
        counts.clear();
    }
}
