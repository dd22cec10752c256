package org.idem.protocol;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The main figures of one verification, and where all of them are.
 *
 * @param set name under which the set of pairs is known in the run
 * @param file file of the evaluation
 * @param pairs number of pairs that count
 * @param accuracy mean accuracy of the folds, in [0, 1]
 * @param eer equal error rate, in [0, 1]
 */
public record EvaluationFigures(String set, Path file, int pairs, double accuracy, double eer) {
    public EvaluationFigures {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(file, "file");
    }
}
