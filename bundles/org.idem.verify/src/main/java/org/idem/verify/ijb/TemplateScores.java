package org.idem.verify.ijb;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ijb.IjbGallery;
import org.idem.data.ijb.IjbPairs;
import org.idem.metrics.Identification;
import org.idem.verify.DotProduct;

/** Compares templates: dot products of vectors of length one, in double precision. */
final class TemplateScores {
    /** So many pairs of a published list have some hundred first templates. */
    private static final int CHUNK = 1 << 18;

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

    /**
     * Scores some pairs in the order of their second templates: of all templates only the first ones of these pairs, few in
     * the published lists, are asked for again and again, and they stay in the cache.
     */
    private static void score(double[][] templates, IjbPairs pairs, int from, int to, double[] scores) {
        int[] order = bySecond(pairs.second(), templates.length, from, to);
        int[] first = pairs.first();
        int[] second = pairs.second();
        double[] four = new double[DotProduct.FOUR];
        for (int i = 0; i < order.length; ) {
            double[] b = templates[second[order[i]]];
            if (isFour(templates, pairs, order, i)) {
                DotProduct.four(
                        b,
                        templates[first[order[i]]],
                        templates[first[order[i + 1]]],
                        templates[first[order[i + 2]]],
                        templates[first[order[i + 3]]],
                        four,
                        0);
                for (int k = 0; k < DotProduct.FOUR; k++) {
                    scores[order[i++]] = four[k];
                }
            } else {
                double[] a = templates[first[order[i]]];
                scores[order[i++]] = a == null || b == null ? Double.NaN : DotProduct.of(a, b);
            }
        }
    }

    /** Whether four pairs from here on share their second template, and all of their templates have images. */
    private static boolean isFour(double[][] templates, IjbPairs pairs, int[] order, int at) {
        int second = pairs.second()[order[at]];
        if (at + DotProduct.FOUR > order.length
                || templates[second] == null
                || pairs.second()[order[at + DotProduct.FOUR - 1]] != second) {
            return false;
        }
        for (int k = 0; k < DotProduct.FOUR; k++) {
            if (templates[pairs.first()[order[at + k]]] == null) {
                return false;
            }
        }
        return true;
    }

    /** The pairs of a range by their second templates, by counting. */
    private static int[] bySecond(int[] second, int templates, int from, int to) {
        int[] places = new int[templates + 1];
        for (int i = from; i < to; i++) {
            places[second[i] + 1]++;
        }
        for (int t = 1; t < places.length; t++) {
            places[t] += places[t - 1];
        }
        int[] order = new int[to - from];
        for (int i = from; i < to; i++) {
            order[places[second[i]]++] = i;
        }
        return order;
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
