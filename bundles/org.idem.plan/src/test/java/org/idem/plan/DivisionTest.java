package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Images and identities over ranks, and the classes of a step. */
class DivisionTest {
    @Test
    void shardsCoverAllIdentitiesOnce() {
        int next = 0;
        for (ClassShard shard : ClassShard.all(42, 4)) {
            assertEquals(next, shard.start());
            next += shard.count();
        }
        assertEquals(42, next);
        assertEquals(
                List.of(11, 11, 10, 10),
                ClassShard.all(42, 4).stream().map(ClassShard::count).toList());
    }

    @Test
    void centersThatAreNotDividedAreWholeOnEveryRank() {
        TrainingPlan plan = TinyPlan.of(1000, 42, "Global.devices=2", "Model.pfc_config.model_parallel=False");
        assertEquals(
                List.of(42, 42), plan.shards().stream().map(ClassShard::count).toList());
    }

    @Test
    void batches() {
        String[] two = {"Global.devices=2", "Global.accum_steps=4", "DataLoader.Train.sampler.drop_last=True"};
        BatchDivision batches = TinyPlan.of(1001, 42, two).batches();
        assertEquals(new BatchDivision(128, 64, 16, 105, 0), batches);
        BatchDivision all = TinyPlan.of(1001, 42, "Global.devices=2", "DataLoader.Train.sampler.drop_last=False")
                .batches();
        assertEquals(new BatchDivision(128, 64, 64, 0, 1), all);
    }

    @Test
    void sampledClassesByEpochAndRank() {
        TrainingPlan plan = TinyPlan.of(
                6400,
                1001,
                "Global.devices=2",
                "DataLoader.Train.sampler.drop_last=True",
                "Model.pfc_config.sample_ratio_values=[0.1, 0.5]",
                "Model.pfc_config.sample_ratio_boundaries=[2]");
        assertEquals(List.of(new SampledClasses(0.1, 0, 50), new SampledClasses(0.5, 100, 250)), plan.samples());
    }

    @Test
    void autoTakesTilesWhereThePlainWayIsSlowerOrLarge() {
        assertEquals(0, LogitTiles.chooseSize(20_000, 64, 512, true));
        assertEquals(LogitTiles.TILE_SIZE, LogitTiles.chooseSize(100_000, 64, 512, true));
        assertEquals(LogitTiles.TILE_SIZE, LogitTiles.chooseSize(50_000, 4096, 512, true));
        assertEquals(0, LogitTiles.chooseSize(20_000, 64, 512, false));
        assertEquals(LogitTiles.TILE_SIZE, LogitTiles.chooseSize(40_000, 64, 512, false));
    }

    @Test
    void theCurveHasFirstAndLastStep() {
        TrainingPlan plan = TinyPlan.of(6400, 100);
        List<RatePoint> rates = plan.rates(5);
        assertEquals(
                List.of(0L, 100L, 200L, 299L, 399L),
                rates.stream().map(RatePoint::step).toList());
        assertEquals(plan.schedule().rate(399), rates.get(4).rate());
        assertEquals(
                3, TinyPlan.of(6400, 100, "Global.max_train_step=3").rates(100).size());
        assertEquals(
                1, TinyPlan.of(6400, 100, "Global.max_train_step=1").rates(100).size());
    }
}
