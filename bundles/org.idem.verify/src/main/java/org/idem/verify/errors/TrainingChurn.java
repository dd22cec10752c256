package org.idem.verify.errors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.idem.core.Units;
import org.idem.verify.EvaluatedPairs;

/**
 * What changes about the pairs of a set over a training: from each checkpoint that was verified to the next, each at the
 * threshold of its accuracy.
 *
 * @param stages from checkpoint to checkpoint, by ascending steps
 */
public record TrainingChurn(List<Stage> stages) {
    public TrainingChurn {
        stages = List.copyOf(stages);
    }

    /**
     * From one checkpoint to the next.
     *
     * @param from optimizer steps of the one
     * @param to optimizer steps of the other
     * @param fixed pairs that only the one gets wrong
     * @param broken pairs that only the other gets wrong
     * @param stillWrong pairs that both get wrong
     */
    public record Stage(long from, long to, int fixed, int broken, int stillWrong) {}

    /** Compares evaluations of one set by checkpoints of one run, in any order. */
    public static TrainingChurn of(List<EvaluatedPairs> checkpoints) {
        List<EvaluatedPairs> ordered = checkpoints.stream()
                .sorted(Comparator.comparingLong(one -> one.evaluation().step()))
                .toList();
        List<Stage> stages = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            EvaluatedPairs before = ordered.get(i - 1);
            EvaluatedPairs after = ordered.get(i);
            PairChurn churn = PairChurn.of(before, after);
            stages.add(new Stage(
                    before.evaluation().step(),
                    after.evaluation().step(),
                    churn.fixed().size(),
                    churn.broken().size(),
                    churn.stillWrong().size()));
        }
        return new TrainingChurn(stages);
    }

    /** What people read, a sentence. */
    public String words() {
        return stages.stream()
                .map(stage -> "to step " + Units.count(stage.to()) + " " + Units.count(stage.fixed()) + " fixed, "
                        + Units.count(stage.broken()) + " broken, " + Units.count(stage.stillWrong()) + " still wrong")
                .collect(Collectors.joining(
                        "; ",
                        "Over the training, from step "
                                + Units.count(stages.get(0).from()) + ": ",
                        "."));
    }
}
