package org.idem.train.record;

import java.util.List;
import org.idem.data.PairDataset;
import org.idem.plan.TrainingPlan;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.setup.ReplicaState;

/**
 * What is trained.
 *
 * @param plan the plan
 * @param precision arithmetic of the steps
 * @param replicas state of each rank, by rank
 * @param pairs verification sets, empty where nothing is verified
 * @param configCrc CRC-32C of the run's {@code config.yaml}
 */
public record TrainingContext(
        TrainingPlan plan,
        PrecisionChoice precision,
        List<ReplicaState> replicas,
        List<PairDataset> pairs,
        long configCrc) {
    public TrainingContext {
        replicas = List.copyOf(replicas);
        pairs = List.copyOf(pairs);
    }
}
