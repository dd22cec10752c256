package org.idem.verify.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.idem.metrics.PairCounts;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.errors.TrainingChurn.Stage;
import org.junit.jupiter.api.Test;

class TrainingChurnTest {
    private static final boolean[] SAME = {true, false, true, false};

    private static EvaluatedPairs at(long step, float... cosines) {
        VerificationFigures figures = new VerificationFigures(0.5, 0, 0.5, 0.5, 0.5, PairCounts.of(SAME, 0), List.of());
        return new EvaluatedPairs(
                new Evaluation("lfw", Path.of("lfw.bin"), step, Instant.EPOCH, figures, null),
                PairScores.of(cosines, SAME));
    }

    @Test
    void eachCheckpointIsHeldAgainstTheOneBefore() {
        TrainingChurn churn = TrainingChurn.of(List.of(
                at(300, 0.9f, 0.1f, 0.9f, 0.7f), at(100, 0.1f, 0.9f, 0.9f, 0.1f), at(200, 0.9f, 0.9f, 0.1f, 0.1f)));
        assertEquals(List.of(new Stage(100, 200, 1, 1, 1), new Stage(200, 300, 2, 1, 0)), churn.stages());
        assertEquals(
                "Over the training, from step 100: to step 200 1 fixed, 1 broken, 1 still wrong;"
                        + " to step 300 2 fixed, 1 broken, 0 still wrong.",
                churn.words());
    }
}
