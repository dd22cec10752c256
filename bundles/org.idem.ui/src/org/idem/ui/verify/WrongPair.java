package org.idem.ui.verify;

import java.util.Set;
import java.util.stream.Collectors;
import org.idem.data.review.Verdict;
import org.idem.verify.ScoredPair;
import org.idem.verify.errors.PairCause;

/**
 * A pair that the model gets wrong.
 *
 * @param scored its number in the set and its score
 * @param faces both faces; null when the set or an image of it cannot be read
 * @param causes what may have misled the model, the most telling first
 * @param verdict what somebody decided about its label; null for nothing
 */
record WrongPair(ScoredPair scored, PairFaces faces, Set<PairCause> causes, Verdict verdict) {

    /** What somebody decided about its label, in a word. */
    String verdictWords() {
        if (verdict == null) {
            return "";
        }
        return verdict == Verdict.SAME == scored.same() ? "right" : "wrong";
    }

    /** The causes in a word each. */
    String causeWords() {
        return causes.stream().map(PairCause::word).collect(Collectors.joining(", "));
    }

    /** The causes as a user reads them. */
    String why() {
        return causes.isEmpty() && faces != null
                ? "nothing unusual about the pictures"
                : causes.stream().map(PairCause::words).collect(Collectors.joining(", "));
    }
}
