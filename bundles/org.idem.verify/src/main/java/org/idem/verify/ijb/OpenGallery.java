package org.idem.verify.ijb;

import java.util.Arrays;
import org.idem.data.ijb.IjbGallery;
import org.idem.verify.DotProduct;

/**
 * The templates of a gallery that have images. Thread-safe.
 *
 * @param vectors of length one
 * @param subjects the person of each
 */
record OpenGallery(double[][] vectors, int[] subjects) {

    static OpenGallery of(TemplateTable templates, IjbGallery gallery) {
        int[] present = templates.present(gallery);
        return new OpenGallery(
                Arrays.stream(present)
                        .mapToObj(i -> templates.vector(gallery.templates()[i]))
                        .toArray(double[][]::new),
                Arrays.stream(present).map(i -> gallery.subjects()[i]).toArray());
    }

    /**
     * What comes out for one probe.
     *
     * @param mate score with its own person
     * @param rival greatest score with anyone else
     * @param rank place of its own person, from 1; 0 if it is not in the gallery
     */
    record Comparison(double mate, double rival, int rank) {}

    /** Compares a probe with all. */
    Comparison compare(double[] probe, int subject) {
        double[] scores = scores(probe);
        double mate = Double.NEGATIVE_INFINITY;
        double rival = Double.NEGATIVE_INFINITY;
        boolean isMated = false;
        for (int i = 0; i < scores.length; i++) {
            if (subjects[i] == subject) {
                isMated = true;
                mate = Math.max(mate, scores[i]);
            } else {
                rival = Math.max(rival, scores[i]);
            }
        }
        return new Comparison(mate, rival, isMated ? rank(subject, scores, mate) : 0);
    }

    private double[] scores(double[] probe) {
        double[] scores = new double[vectors.length];
        int i = 0;
        for (; i + DotProduct.FOUR <= scores.length; i += DotProduct.FOUR) {
            DotProduct.four(probe, vectors[i], vectors[i + 1], vectors[i + 2], vectors[i + 3], scores, i);
        }
        for (; i < scores.length; i++) {
            scores[i] = DotProduct.of(probe, vectors[i]);
        }
        return scores;
    }

    private int rank(int subject, double[] scores, double mate) {
        int before = 0;
        for (int i = 0; i < scores.length; i++) {
            before += subjects[i] != subject && scores[i] >= mate ? 1 : 0;
        }
        return before + 1;
    }
}
