package org.idem.launch;

import java.util.List;
import org.idem.protocol.InputContract;
import org.idem.run.Evaluation;

/**
 * What a verification came to.
 *
 * @param input what the model's inputs were made like
 * @param evaluations what came out, in the order of the sets
 */
public record VerifiedModel(InputContract input, List<Evaluation> evaluations) {
    public VerifiedModel {
        evaluations = List.copyOf(evaluations);
    }
}
