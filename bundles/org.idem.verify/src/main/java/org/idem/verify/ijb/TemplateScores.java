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
            score(all, pairs, chunk * CHUNK, Math.min(scores.length, (chunk + 1) * CHUNK), scores);
            int count = done.incrementAndGet();
            progress.report(
                    (double) count / chunks,
                    () -> Units.count(Math.min(scores.length, (long) count * CHUNK)) + " of "
                            + Units.count(scores.length) + " pairs");
        });
        return scores;
    }

    /** Four pairs at a time where they share their first template, as they do for long stretches of the published lists. */
    private static void score(double[][] templates, IjbPairs pairs, int from, int to, double[] scores) {
        int[] first = pairs.first();
        int[] second = pairs.second();
        for (int i = from; i < to; ) {
            double[] a = templates[first[i]];
            boolean four = i + DotProduct.FOUR <= to && a != null;
            for (int k = 0; four && k < DotProduct.FOUR; k++) {
                four = first[i + k] == first[i] && templates[second[i + k]] != null;
            }
            if (four) {
                DotProduct.four(
                        a,
                        templates[second[i]],
                        templates[second[i + 1]],
                        templates[second[i + 2]],
                        templates[second[i + 3]],
                        scores,
                        i);
                i += DotProduct.FOUR;
            } else {
                double[] b = templates[second[i]];
                scores[i++] = a == null || b == null ? Double.NaN : DotProduct.of(a, b);
            }
        }
    }

    /**
     * Compares probes with a gallery; those without images are left out of both.
     *
     * @param templates by number of the template
     */
    static Identification identify(TemplateTable templates, IjbGallery gallery, IjbGallery probes, Progress progress) {
        int[] asked = templates.present(probes);
        OpenGallery open = OpenGallery.of(templates, gallery);
        OpenGallery.Comparison[] found = new OpenGallery.Comparison[asked.length];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, asked.length).parallel().forEach(i -> {
            progress.checkCancelled();
            found[i] = open.compare(templates.vector(probes.templates()[asked[i]]), probes.subjects()[asked[i]]);
            int count = done.incrementAndGet();
            progress.report(
                    (double) count / asked.length,
                    () -> Units.count(count) + " of " + Units.count(asked.length) + " probes");
        });
        OpenGallery.Comparison[] mated =
                Arrays.stream(found).filter(c -> c.rank() > 0).toArray(OpenGallery.Comparison[]::new);
        return new Identification(
                Arrays.stream(mated).mapToDouble(OpenGallery.Comparison::mate).toArray(),
                Arrays.stream(mated).mapToDouble(OpenGallery.Comparison::rival).toArray(),
                Arrays.stream(mated).mapToInt(OpenGallery.Comparison::rank).toArray(),
                Arrays.stream(found)
                        .filter(c -> c.rank() == 0)
                        .mapToDouble(OpenGallery.Comparison::rival)
                        .toArray());
    }
}
