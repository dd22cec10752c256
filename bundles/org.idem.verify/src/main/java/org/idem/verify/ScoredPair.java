package org.idem.verify;

/**
 * A pair as a model scores it.
 *
 * @param number of the pair in the set, from 0
 * @param same whether it shows one person
 * @param cosine its score
 * @param threshold cosine from which a pair is accepted
 */
public record ScoredPair(int number, boolean same, double cosine, double threshold) {

    /** Whether the model takes the pair for what it is not. */
    public boolean isError() {
        return same != cosine >= threshold;
    }

    /** How far the score lies on the wrong side of the threshold; negative on the right one. */
    public double beyond() {
        return same ? threshold - cosine : cosine - threshold;
    }
}
