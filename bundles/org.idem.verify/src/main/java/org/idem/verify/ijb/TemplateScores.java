package org.idem.verify.ijb;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ijb.IjbGallery;
import org.idem.data.ijb.IjbPairs;
import org.idem.metrics.Identification;

/** Compares templates: dot products of vectors of length one, in double precision. */
final class TemplateScores {
    private static final int CHUNK = 1 << 14;

    private TemplateScores() {}

    /**
     * The score of each pair; NaN where a template has no images.
     *
     * @param templates by place; null, or beyond the end, where there are no images
     */
    static double[] of(double[][] templates, IjbPairs pairs, Progress progress) {
        double[][] all = Arrays.copyOf(templates, pairs.templateIds().size());
        double[] scores = new double[pairs.size()];
        int chunks = (scores.length + CHUNK - 1) / CHUNK;
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            progress.checkCancelled();
            int end = Math.min(scores.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                double[] a = all[pairs.first()[i]];
                double[] b = all[pairs.second()[i]];
                scores[i] = a == null || b == null ? Double.NaN : dot(a, b);
            }
            int count = done.incrementAndGet();
            progress.report(
                    (double) count / chunks,
                    () -> Units.count(Math.min(scores.length, (long) count * CHUNK)) + " of "
                            + Units.count(scores.length) + " pairs");
        });
        return scores;
    }

    /**
     * Compares probes with a gallery; those without images are left out of both.
     *
     * @param templates by number of the template
     */
    static Identification identify(TemplateTable templates, IjbGallery gallery, IjbGallery probes, Progress progress) {
        int[] present = templates.present(gallery);
        int[] asked = templates.present(probes);
        Comparison[] found = new Comparison[asked.length];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, asked.length).parallel().forEach(i -> {
            progress.checkCancelled();
            found[i] = Comparison.of(templates, gallery, present, probes, asked[i]);
            int count = done.incrementAndGet();
            progress.report(
                    (double) count / asked.length,
                    () -> Units.count(count) + " of " + Units.count(asked.length) + " probes");
        });
        Comparison[] mated = Arrays.stream(found).filter(c -> c.rank() > 0).toArray(Comparison[]::new);
        return new Identification(
                Arrays.stream(mated).mapToDouble(Comparison::mate).toArray(),
                Arrays.stream(mated).mapToDouble(Comparison::rival).toArray(),
                Arrays.stream(mated).mapToInt(Comparison::rank).toArray(),
                Arrays.stream(found)
                        .filter(c -> c.rank() == 0)
                        .mapToDouble(Comparison::rival)
                        .toArray());
    }

    /**
     * One probe against a gallery.
     *
     * @param mate score with its own person
     * @param rival greatest score with anyone else
     * @param rank place of its own person, from 1; 0 if it is not in the gallery
     */
    private record Comparison(double mate, double rival, int rank) {

        static Comparison of(TemplateTable templates, IjbGallery gallery, int[] present, IjbGallery probes, int probe) {
            double[] asked = templates.vector(probes.templates()[probe]);
            int subject = probes.subjects()[probe];
            double[] scores = new double[present.length];
            double mate = Double.NEGATIVE_INFINITY;
            double rival = Double.NEGATIVE_INFINITY;
            boolean mated = false;
            for (int i = 0; i < present.length; i++) {
                scores[i] = dot(asked, templates.vector(gallery.templates()[present[i]]));
                if (gallery.subjects()[present[i]] == subject) {
                    mated = true;
                    mate = Math.max(mate, scores[i]);
                } else {
                    rival = Math.max(rival, scores[i]);
                }
            }
            return new Comparison(mate, rival, mated ? rank(gallery, present, subject, scores, mate) : 0);
        }

        private static int rank(IjbGallery gallery, int[] present, int subject, double[] scores, double mate) {
            int before = 0;
            for (int i = 0; i < scores.length; i++) {
                before += gallery.subjects()[present[i]] != subject && scores[i] >= mate ? 1 : 0;
            }
            return before + 1;
        }
    }

    /** Eight sums at a time, so that no addition waits for the one before. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (int end = a.length - 7; i < end; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        double sum = s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
        for (; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
