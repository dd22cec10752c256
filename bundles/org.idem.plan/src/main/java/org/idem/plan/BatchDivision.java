package org.idem.plan;

/**
 * How the images of a step are divided.
 *
 * @param global images of a step on all ranks
 * @param perRank images of a step on one rank
 * @param micro images of the largest micro batch, which pass through the network together
 * @param left images of the set that an epoch leaves out, because they fill no batch
 * @param repeated images that an epoch takes twice, so that all ranks have as many
 */
public record BatchDivision(int global, int perRank, int micro, long left, long repeated) {
    static BatchDivision of(TrainingPlan plan) {
        int perRank = plan.config().train().batchSize();
        int parts = Math.max(1, Math.min(plan.config().global().accumSteps(), perRank / 2));
        int world = plan.world();
        long ofRank = (plan.images() + (long) world - 1) / world;
        long taken = Math.min(ofRank, (long) plan.steps() * perRank) * world;
        return new BatchDivision(
                Math.multiplyExact(perRank, world),
                perRank,
                (perRank + parts - 1) / parts,
                Math.max(0, plan.images() - taken),
                Math.max(0, taken - plan.images()));
    }
}
