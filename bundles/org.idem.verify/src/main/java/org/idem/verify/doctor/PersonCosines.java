package org.idem.verify.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.identity.IdentityIndex;

/**
 * How much the images of a person are alike, by a model.
 *
 * @param cosines [images] of each image with the centroid of the others, in [-1, 1]; NaN for one that could not be read, or
 *     is alone
 * @param nearest other identities whose first images are most like the person's centroid, the nearest first
 */
public record PersonCosines(double[] cosines, List<Neighbour> nearest) {
    private static final int MOST_NEIGHBOURS = 5;
    private static final int CHECKED_EVERY = 1 << 12;

    public PersonCosines {
        nearest = List.copyOf(nearest);
    }

    /**
     * Another identity.
     *
     * @param identity its label
     * @param cosine of its first image with the person's centroid
     */
    public record Neighbour(int identity, double cosine) {}

    /**
     * Compares the images of a person with each other, and with the first image of every other identity.
     *
     * @param images of the person, in the order of the result
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PersonCosines of(
            KeptEmbeddings kept, IdentityIndex index, int identity, int[] images, Progress progress) {
        int dim = kept.dim();
        float[] rows = new float[images.length * dim];
        double[] sum = new double[dim];
        float[] row = new float[dim];
        int known = 0;
        for (int i = 0; i < images.length; i++) {
            boolean there = kept.read(images[i], row);
            System.arraycopy(row, 0, rows, i * dim, dim);
            if (there) {
                Vectors.add(sum, row, 0);
                known++;
            }
        }
        double[] cosines = new double[images.length];
        for (int i = 0; i < images.length; i++) {
            boolean alone = known < 2 || Float.isNaN(rows[i * dim]);
            cosines[i] = alone ? Double.NaN : Vectors.leftOut(sum, rows, i * dim);
        }
        return new PersonCosines(
                cosines, known == 0 ? List.of() : nearest(kept, index, identity, Vectors.unit(sum), progress));
    }

    private static List<Neighbour> nearest(
            KeptEmbeddings kept, IdentityIndex index, int person, float[] centroid, Progress progress) {
        List<Neighbour> best = new ArrayList<>();
        float[] row = new float[kept.dim()];
        for (int other = 0; other < index.identities(); other++) {
            if (other % CHECKED_EVERY == 0) {
                progress.checkCancelled();
            }
            int first = index.first(other);
            if (other != person && first >= 0 && kept.read(first, row)) {
                insert(best, new Neighbour(other, Vectors.dot(centroid, 0, row, 0, row.length)));
            }
        }
        return best;
    }

    private static void insert(List<Neighbour> best, Neighbour one) {
        if (best.size() == MOST_NEIGHBOURS && best.get(MOST_NEIGHBOURS - 1).cosine() >= one.cosine()) {
            return;
        }
        best.add(one);
        best.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
        if (best.size() > MOST_NEIGHBOURS) {
            best.remove(MOST_NEIGHBOURS);
        }
    }

    /** Places of the images, the least alike first; those without a cosine come last. */
    public int[] leastAlikeFirst() {
        Integer[] places = new Integer[cosines.length];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, Comparator.comparingDouble(place -> Double.isNaN(cosines[place]) ? 2 : cosines[place]));
        return Arrays.stream(places).mapToInt(place -> place).toArray();
    }
}
