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
                scores[i] = DotProduct.of(asked, templates.vector(gallery.templates()[present[i]]));
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
}
