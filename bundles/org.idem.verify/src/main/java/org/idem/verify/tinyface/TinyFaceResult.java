package org.idem.verify.tinyface;

import java.util.List;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.Identification;

/**
 * What a model does on TinyFace.
 *
 * @param found each probe that has its person in the gallery, and how well others score; a rank counts pictures of the
 *     gallery, so that a person with several is found by the best of them
 * @param probes probes that were looked for
 * @param matches pictures of the gallery that are of the people in question
 * @param distractors pictures of the gallery that are of nobody
 * @param missing pictures that could not be read, by path
 */
public record TinyFaceResult(Identification found, int probes, int matches, int distractors, List<String> missing) {
    /** Ranks that papers report. */
    public static final List<Integer> RANKS = List.of(1, 5, 20, 50);

    public TinyFaceResult {
        missing = List.copyOf(missing);
    }

    /** Share of probes whose person is among the first pictures of the gallery; NaN without probes. */
    public double accuracyAt(int rank) {
        return found.accuracyAt(rank);
    }

    /** Wilson's 95 % interval of that share. */
    public ConfidenceInterval intervalAt(int rank) {
        int all = found.mates().length;
        return all == 0
                ? new ConfidenceInterval(Double.NaN, Double.NaN)
                : ConfidenceInterval.wilson(Math.round(accuracyAt(rank) * all), all, ConfidenceInterval.USUAL);
    }
}
