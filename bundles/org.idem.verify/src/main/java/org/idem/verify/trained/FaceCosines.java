package org.idem.verify.trained;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;
import org.idem.verify.doctor.KeptEmbeddings;

/**
 * Cosines of some faces with every image of a set, and the identities that these say are nearest. Exact: no image is left
 * out.
 */
final class FaceCosines {
    private static final int ROWS = 1 << 12;
    private static final int LANES = 4;

    /** [faces][images]; NaN where an image could not be read. */
    private final float[][] cosines;

    private FaceCosines(float[][] cosines) {
        this.cosines = cosines;
    }

    /**
     * Compares.
     *
     * @param faces embeddings of length one
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static FaceCosines of(KeptEmbeddings kept, float[][] faces, Progress progress) {
        int images = kept.images();
        float[][] cosines = new float[faces.length][images];
        int chunks = (images + ROWS - 1) / ROWS;
        int atOnce = 2 * Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < chunks; from += atOnce) {
            progress.checkCancelled();
            IntStream.range(from, Math.min(chunks, from + atOnce))
                    .parallel()
                    .forEach(chunk -> compare(kept, chunk * ROWS, faces, cosines));
            int done = Math.min(images, (from + atOnce) * ROWS);
            progress.report(
                    (double) done / images,
                    () -> Units.count(done) + " of " + Units.count(images) + " images compared");
        }
        return new FaceCosines(cosines);
    }

    private static void compare(KeptEmbeddings kept, int first, float[][] faces, float[][] cosines) {
        int dim = kept.dim();
        int count = Math.min(ROWS, kept.images() - first);
        float[] rows = new float[count * dim];
        kept.read(first, count, rows);
        for (int row = 0; row < count; row++) {
            for (int face = 0; face < faces.length; face++) {
                cosines[face][first + row] = dot(rows, row * dim, faces[face]);
            }
        }
    }

    /** Four sums at a time: one alone would wait for itself at every step. */
    static float dot(float[] rows, int at, float[] face) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int whole = face.length - face.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            a += rows[at + i] * face[i];
            b += rows[at + i + 1] * face[i + 1];
            c += rows[at + i + 2] * face[i + 2];
            d += rows[at + i + 3] * face[i + 3];
        }
        for (int i = whole; i < face.length; i++) {
            a += rows[at + i] * face[i];
        }
        return a + b + (c + d);
    }

    /**
     * The identities whose most alike images are nearest to a face.
     *
     * @param most how many of them
     * @param mostImages how many images of each
     * @return the nearest first; of equals the one with the lower label
     */
    List<NearestIdentity> nearest(int face, IdentityIndex index, int most, int mostImages) {
        record Best(int identity, float cosine) {}
        Comparator<Best> order = Comparator.comparingDouble(Best::cosine)
                .thenComparing(Comparator.comparingInt(Best::identity).reversed());
        PriorityQueue<Best> best = new PriorityQueue<>(order);
        for (int identity = 0; identity < index.identities(); identity++) {
            float cosine = greatest(cosines[face], index.images(identity));
            if (!Float.isNaN(cosine)) {
                best.add(new Best(identity, cosine));
                if (best.size() > most) {
                    best.remove();
                }
            }
        }
        return best.stream()
                .sorted(order.reversed())
                .map(one -> describe(one.identity(), cosines[face], index, mostImages))
                .toList();
    }

    private static float greatest(float[] cosines, int[] images) {
        float greatest = Float.NaN;
        for (int image : images) {
            if (!(cosines[image] <= greatest) && !Float.isNaN(cosines[image])) {
                greatest = cosines[image];
            }
        }
        return greatest;
    }

    private static NearestIdentity describe(int identity, float[] cosines, IdentityIndex index, int most) {
        List<NearestIdentity.Alike> alike = new ArrayList<>();
        int[] images = index.images(identity);
        for (int image : images) {
            if (!Float.isNaN(cosines[image])) {
                alike.add(new NearestIdentity.Alike(image, cosines[image]));
            }
        }
        double mean = alike.stream()
                .mapToDouble(NearestIdentity.Alike::cosine)
                .average()
                .orElse(Double.NaN);
        alike.sort(Comparator.comparingDouble(NearestIdentity.Alike::cosine).reversed());
        return new NearestIdentity(identity, images.length, mean, alike.subList(0, Math.min(most, alike.size())));
    }
}
