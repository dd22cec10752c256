package org.idem.train.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers that a device computes while the host goes on, read together in one download: those of vectors, and Euclidean norms
 * of tensors, which are those of {@link Tensor#norm()} to the bit. Used by one thread at a time.
 */
public final class PendingNumbers {
    private final List<Entry> entries = new ArrayList<>();

    /** Vectors that stand for numbers of their own, or the parts of one norm. */
    private record Entry(List<DoubleVector> vectors, boolean isNorm) {
        int length() {
            return isNorm ? 1 : vectors.stream().mapToInt(DoubleVector::length).sum();
        }
    }

    /** Asks for the norm of a tensor as it is now. */
    public PendingNumbers addNorm(Tensor tensor) {
        return add(new Entry(Norms.parts(tensor), true));
    }

    /** Asks for the numbers of a vector. */
    public PendingNumbers add(DoubleVector vector) {
        return add(new Entry(List.of(vector.share()), false));
    }

    private PendingNumbers add(Entry entry) {
        entry.vectors().forEach(DoubleVector::retain);
        entries.add(entry);
        return this;
    }

    /** Reads all numbers in one download, those of each in the order in which they were asked for, and forgets them. */
    public static List<double[]> read(List<PendingNumbers> all) {
        double[] numbers = HostTransfer.download(all.stream()
                .flatMap(pending -> pending.entries.stream())
                .flatMap(entry -> entry.vectors().stream())
                .toList());
        List<double[]> read = new ArrayList<>();
        int next = 0;
        for (PendingNumbers pending : all) {
            double[] own =
                    new double[pending.entries.stream().mapToInt(Entry::length).sum()];
            int at = 0;
            for (Entry entry : pending.entries) {
                int count =
                        entry.vectors().stream().mapToInt(DoubleVector::length).sum();
                if (entry.isNorm()) {
                    own[at] = Norms.join(numbers, next, count);
                } else {
                    System.arraycopy(numbers, next, own, at, count);
                }
                at += entry.length();
                next += count;
            }
            read.add(own);
            pending.forget();
        }
        return read;
    }

    /** The sum of squares of norms that were read. */
    public static double squares(double[] norms) {
        return Arrays.stream(norms).map(norm -> norm * norm).reduce(0, Double::sum);
    }

    /** Forgets what was asked for. */
    public void forget() {
        entries.forEach(entry -> entry.vectors().forEach(DoubleVector::close));
        entries.clear();
    }
}
