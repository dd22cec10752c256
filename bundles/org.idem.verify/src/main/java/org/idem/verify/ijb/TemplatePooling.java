package org.idem.verify.ijb;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ijb.IjbFaces;

/**
 * Makes a template of the faces that belong to it: the mean over the faces of each photograph or video, the sum of these,
 * brought to length one. In double precision.
 */
final class TemplatePooling {
    private final IjbFaces faces;
    private final EmbeddingRows embeddings;
    private final IjbSettings settings;
    private final int dim;
    /** Faces by template, photograph and place in the list. */
    private final int[] order;

    private final BitSet missing = new BitSet();

    TemplatePooling(IjbFaces faces, EmbeddingRows embeddings, IjbSettings settings) {
        this.faces = faces;
        this.embeddings = embeddings;
        this.settings = settings;
        this.dim = embeddings.width() / 2;
        this.order = IntStream.range(0, faces.size())
                .boxed()
                .sorted((a, b) -> {
                    int byTemplate = Integer.compare(faces.templates()[a], faces.templates()[b]);
                    int byMedia = byTemplate != 0 ? byTemplate : Integer.compare(faces.media()[a], faces.media()[b]);
                    return byMedia != 0 ? byMedia : Integer.compare(a, b);
                })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The templates in ascending order of their numbers; null for one none of whose faces there are.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    double[][] pool(Progress progress) {
        int[] starts = IntStream.range(0, order.length)
                .filter(i -> i == 0 || template(i) != template(i - 1))
                .toArray();
        double[][] templates = new double[starts.length][];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, starts.length).parallel().forEach(t -> {
            progress.checkCancelled();
            templates[t] = pool(starts[t], t + 1 < starts.length ? starts[t + 1] : order.length);
            int count = done.incrementAndGet();
            progress.report(
                    (double) count / starts.length,
                    () -> Units.count(count) + " of " + Units.count(starts.length) + " templates");
        });
        return templates;
    }

    /** Numbers of the faces without an embedding; known once all is pooled. */
    BitSet missing() {
        return missing;
    }

    private int template(int place) {
        return faces.templates()[order[place]];
    }

    private double[] pool(int from, int to) {
        double[] template = new double[dim];
        double[] medium = new double[dim];
        float[] row = new float[embeddings.width()];
        int inMedium = 0;
        int used = 0;
        for (int i = from; i < to; i++) {
            if (add(order[i], row, medium)) {
                inMedium++;
                used++;
            }
            if (i + 1 == to || faces.media()[order[i]] != faces.media()[order[i + 1]]) {
                for (int k = 0; inMedium > 0 && k < dim; k++) {
                    template[k] += medium[k] / inMedium;
                }
                Arrays.fill(medium, 0);
                inMedium = 0;
            }
        }
        if (used == 0) {
            return null;
        }
        scale(template, 1 / norm(template));
        return template;
    }

    /** Adds a face as it counts; false if it is missing. */
    private boolean add(int face, float[] row, double[] sum) {
        embeddings.read(face, row);
        double[] feature = new double[dim];
        for (int k = 0; k < dim; k++) {
            feature[k] = settings.flip() ? (double) row[k] + row[dim + k] : row[k];
            if (!Double.isFinite(feature[k])) {
                synchronized (missing) {
                    missing.set(face);
                }
                return false;
            }
        }
        double weight = settings.norm() ? 1 : 1 / norm(feature);
        scale(feature, settings.detectorScore() ? weight * faces.detectorScores()[face] : weight);
        for (int k = 0; k < dim; k++) {
            sum[k] += feature[k];
        }
        return true;
    }

    /** The length; one for nothing at all, which stays nothing. */
    private static double norm(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        return square > 0 ? Math.sqrt(square) : 1;
    }

    private static void scale(double[] vector, double factor) {
        for (int k = 0; k < vector.length; k++) {
            vector[k] *= factor;
        }
    }
}
