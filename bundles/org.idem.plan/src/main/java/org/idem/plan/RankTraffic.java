package org.idem.plan;

import org.idem.model.Graphs;
import org.idem.model.cost.GraphCost;

/** What ranks send to each other. */
final class RankTraffic {
    private RankTraffic() {}

    /** Bytes that one rank sends in a step. A ring sums a buffer in 2 (W − 1) / W of its size, gathers it in half of that. */
    static long bytesPerStep(TrainingPlan plan) {
        int world = plan.world();
        GraphCost cost = GraphCost.of(Graphs.graph(plan.model()));
        int bytes = plan.roundsExchange() ? Short.BYTES : Float.BYTES;
        long summed = cost.parameters() * bytes + cost.statistics() * Float.BYTES;
        long embeddings = (long) plan.batches().global() * plan.model().dim() * Float.BYTES;
        if (plan.config().model().layer().modelParallel()) {
            // All-gather of embeddings and reduce-scatter of their gradients, as much as one sum.
            summed += embeddings + (long) plan.batches().global() * Long.BYTES / 2;
        } else {
            long sample = plan.samples().stream()
                    .mapToInt(SampledClasses::perRank)
                    .max()
                    .orElse(0);
            summed += sample * plan.model().dim() * Float.BYTES;
        }
        return Math.round(2.0 * (world - 1) / world * summed);
    }
}
