package org.idem.verify.doctor;

import java.io.Closeable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;

/**
 * What one pass over the embeddings tells of every identity: its centroid, how far each image is from the others of its
 * identity, and how far its two groups are apart. A number for each image and three for each identity are in memory; centroids
 * are in a file.
 */
final class IdentityScan implements Closeable {
    /** Of an identity with more images, so many evenly spaced ones are divided into groups. */
    static final int MOST_GROUPED = 2048;
    /** With fewer images there are no two groups. */
    private static final int LEAST_GROUPED = 4;

    private static final int LEAST_GROUP = 2;
    private static final int CHUNK = 64;

    private final EmbeddingCache embeddings;
    private final IdentityIndex index;
    private final CentroidRows centroids;
    private final float[] cosines;
    private final float[] groups;
    private final int[] counts;
    private final int[] central;

    private IdentityScan(EmbeddingCache embeddings, IdentityIndex index) {
        this.embeddings = embeddings;
        this.index = index;
        this.centroids = CentroidRows.create(embeddings.file(), Math.max(1, index.identities()), embeddings.dim());
        this.cosines = new float[embeddings.images()];
        this.groups = new float[index.identities()];
        this.counts = new int[index.identities()];
        this.central = new int[index.identities()];
        Arrays.fill(cosines, Float.NaN);
        Arrays.fill(groups, Float.NaN);
        Arrays.fill(central, -1);
    }

    /**
     * Reads all embeddings, on all processors.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static IdentityScan of(EmbeddingCache embeddings, IdentityIndex index, Progress progress) {
        IdentityScan scan = new IdentityScan(embeddings, index);
        try {
            int identities = index.identities();
            for (int from = 0; from < identities; from += CHUNK) {
                progress.checkCancelled();
                int end = Math.min(identities, from + CHUNK);
                IntStream.range(from, end).parallel().forEach(scan::look);
                progress.report(
                        (double) end / identities,
                        () -> Units.count(end) + " of " + Units.count(identities) + " identities looked at");
            }
            return scan;
        } catch (RuntimeException e) {
            scan.close();
            throw e;
        }
    }

    private void look(int identity) {
        int dim = embeddings.dim();
        float[] row = new float[dim];
        double[] sum = new double[dim];
        int[] images = readable(identity, row, sum);
        counts[identity] = images.length;
        if (images.length == 0) {
            return;
        }
        centroids.write(identity, Vectors.unit(sum));
        double best = Double.NEGATIVE_INFINITY;
        for (int image : images) {
            embeddings.read(image, row);
            double cosine = Vectors.leftOut(sum, row, 0);
            cosines[image] = images.length == 1 ? Float.NaN : (float) cosine;
            if (cosine > best) {
                best = cosine;
                central[identity] = image;
            }
        }
        if (images.length >= LEAST_GROUPED) {
            TwoClusters clusters = clusters(images);
            groups[identity] = clusters.smaller() >= LEAST_GROUP ? (float) clusters.cosine() : Float.NaN;
        }
    }

    private int[] readable(int identity, float[] row, double[] sum) {
        return IntStream.of(index.images(identity))
                .filter(image -> {
                    boolean isThere = embeddings.read(image, row);
                    if (isThere) {
                        Vectors.add(sum, row, 0);
                    }
                    return isThere;
                })
                .toArray();
    }

    private TwoClusters clusters(int[] images) {
        int count = Math.min(images.length, MOST_GROUPED);
        int dim = embeddings.dim();
        float[] rows = new float[count * dim];
        float[] row = new float[dim];
        for (int i = 0; i < count; i++) {
            embeddings.read(images[(int) ((long) i * images.length / count)], row);
            System.arraycopy(row, 0, rows, i * dim, dim);
        }
        return TwoClusters.of(rows, count, dim);
    }

    /** The images of an identity's smaller group, in the order of the set. */
    int[] smallerGroup(int identity) {
        float[] row = new float[embeddings.dim()];
        int[] images = readable(identity, row, new double[embeddings.dim()]);
        int count = Math.min(images.length, MOST_GROUPED);
        boolean[] second = clusters(images).second();
        return IntStream.range(0, count)
                .filter(i -> second[i])
                .map(i -> images[(int) ((long) i * images.length / count)])
                .toArray();
    }

    EmbeddingCache embeddings() {
        return embeddings;
    }

    IdentityIndex index() {
        return index;
    }

    CentroidRows centroids() {
        return centroids;
    }

    /** Number of an identity's images that can be read. */
    int count(int identity) {
        return counts[identity];
    }

    /** Image that is most like the others of its identity; −1 where none can be read. */
    int central(int identity) {
        return central[identity];
    }

    /** Cosine of an image with the centroid of the other images of its identity; NaN where there is none. */
    float cosine(int image) {
        return cosines[image];
    }

    /** Cosine of the centroids of an identity's two groups; NaN where there are no two of at least two images. */
    float groups(int identity) {
        return groups[identity];
    }

    /** The images of an identity that can be read. */
    int[] images(int identity) {
        float[] row = new float[embeddings.dim()];
        return IntStream.of(index.images(identity))
                .filter(image -> embeddings.read(image, row))
                .toArray();
    }

    @Override
    public void close() {
        centroids.close();
    }
}
