package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.Verdict;
import org.idem.data.review.VerdictFile;

/** What people decide about the labels of a set's pairs: kept beside the set, which itself stays as it is. Any thread. */
final class PairVerdicts {
    private static final String KIND = "pair";

    private final VerdictFile file;

    /** Those on the set in a file. */
    PairVerdicts(Path set) {
        file = VerdictFile.beside(set);
    }

    private static ReviewItem item(int number) {
        return new ReviewItem(KIND, List.of(), List.of(Integer.toString(number)), List.of(), Double.NaN, "");
    }

    /** The verdicts on these pairs by their numbers. */
    Map<ReviewItem, Verdict> read(int[] numbers) {
        return file.verdicts(IntStream.of(numbers).mapToObj(PairVerdicts::item).toList());
    }

    /** The verdict on a pair among those that were read; null for none. */
    static Verdict of(Map<ReviewItem, Verdict> read, int number) {
        return read.get(item(number));
    }

    /** Keeps a verdict; null takes it back. */
    void decide(int number, Verdict verdict) {
        file.decide(item(number), verdict);
    }
}
