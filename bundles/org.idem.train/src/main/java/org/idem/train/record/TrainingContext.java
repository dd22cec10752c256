package org.idem.train.record;

import java.util.List;
import org.idem.data.PairDataset;
import org.idem.plan.TrainingPlan;
import org.idem.train.collective.Collective;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.setup.ReplicaState;

/**
 * What is trained.
 *
 * @param plan the plan
 * @param precision arithmetic of the steps
 * @param replica state of rank 0
 * @param collective joins rank 0 with the others
 * @param pairs verification sets, empty where nothing is verified
 * @param configCrc CRC-32C of the run's {@code config.yaml}
 */
public record TrainingContext(
        TrainingPlan plan,
        PrecisionChoice precision,
        ReplicaState replica,
        Collective collective,
        List<PairDataset> pairs,
        long configCrc) {
    public TrainingContext {
        pairs = List.copyOf(pairs);
    }
}
