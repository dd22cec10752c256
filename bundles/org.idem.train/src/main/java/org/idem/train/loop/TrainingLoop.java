package org.idem.train.loop;

import java.util.Optional;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.sampler.Sampler;
import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Libtorch;

/**
 * One worker's way through the epochs. All workers run the same steps; between steps the first one decides what is to be
 * done and tells the others.
 */
final class TrainingLoop {
    private final TrainingPlan plan;
    private final Collective workers;
    private final Replica replica;
    private final Sampler sampler;
    private final BatchLoader loader;
    private final ComputeOptions arithmetic;
    private final TrainingCoordinator duties;
    private double rateFactor;

    TrainingLoop(
            TrainingPlan plan,
            Collective workers,
            Replica replica,
            Sampler sampler,
            BatchLoader loader,
            ComputeOptions arithmetic,
            TrainingCoordinator duties) {
        this.plan = plan;
        this.workers = workers;
        this.replica = replica;
        this.sampler = sampler;
        this.loader = loader;
        this.arithmetic = arithmetic;
        this.duties = duties;
    }

    private boolean isFirst() {
        return workers.rank() == 0;
    }

    /** Trains from a position to the end, or until it is asked to stop. Returns where it ended. */
    TrainingPosition run(TrainingPosition start) {
        Libtorch.prepareThread(plan.threads());
        rateFactor = agreedFactor();
        TrainingPosition at = start;
        long done = settle(at, agree(isFirst() ? duties.begin(at) : 0));
        while (goesOn(at, done)) {
            BatchIndices batches = sampler.epoch(at.epoch(), workers.rank()).first(plan.steps());
            loader.start(at.epoch(), batches, at.batch());
            done = 0;
            while (at.batch() < plan.steps() && goesOn(at, done) && !wants(done, TrainingCoordinator.ROLL_BACK)) {
                at = step(at);
                done = settle(at, agree(isFirst() ? duties.decide(at) : 0));
            }
            if (wants(done, TrainingCoordinator.ROLL_BACK)) {
                at = rollBack(at);
            } else if (at.batch() >= plan.steps() && goesOn(at, done)) {
                at = at.nextEpoch();
            }
        }
        return at;
    }

    private boolean goesOn(TrainingPosition at, long done) {
        return at.step() < plan.totalSteps() && !wants(done, TrainingCoordinator.STOP);
    }

    private static boolean wants(long decision, long bits) {
        return (decision & bits) != 0;
    }

    private double agreedFactor() {
        return Double.longBitsToDouble(agree(isFirst() ? Double.doubleToLongBits(duties.rateFactor()) : 0));
    }

    private double rate(long step) {
        return plan.schedule().rate(step) * rateFactor;
    }

    private TrainingPosition step(TrainingPosition at) {
        long start = System.nanoTime();
        Batch batch = loader.next();
        long ready = System.nanoTime();
        double rate = rate(at.step());
        Replica.StepResult outcome = replica.step(batch, at.step(), rate, arithmetic);
        int images = batch.count() * workers.world();
        loader.release(batch);
        if (isFirst()) {
            duties.report(new StepReport(
                    at.next(),
                    outcome.loss(),
                    rate,
                    outcome.gradientNorm(),
                    outcome.lossScale(),
                    replica.stage(),
                    outcome.skipped(),
                    outcome.fault(),
                    (System.nanoTime() - start) / 1e9,
                    (ready - start) / 1e9,
                    images));
        }
        return at.next();
    }

    /** Does what was decided; a look at the weights may decide otherwise. Returns what holds in the end. */
    private long settle(TrainingPosition at, long decided) {
        long decision = decided;
        if (wants(decision, TrainingCoordinator.CHECK)) {
            Optional<NonFiniteValue> fault =
                    replica.look(at.step(), wants(decision, TrainingCoordinator.VERIFY | TrainingCoordinator.SAVE));
            if (fault.isPresent()) {
                decision = agree(isFirst() ? duties.broken(at, fault.get()) : 0);
            }
        }
        if (wants(decision, TrainingCoordinator.FAIL)) {
            throw duties.failure();
        }
        if (wants(decision, TrainingCoordinator.VERIFY)) {
            decision |= agree(isFirst() ? verify(at) : 0);
        }
        if (wants(decision, TrainingCoordinator.SAVE)) {
            if (isFirst()) {
                duties.save(at, rate(Math.max(0, at.step() - 1)));
            }
            workers.barrier();
        }
        return decision;
    }

    /** Takes all workers to the last good checkpoint; from there the same images come again in the same order. */
    private TrainingPosition rollBack(TrainingPosition from) {
        Checkpoint good = duties.lastGood();
        replica.restore(good);
        TrainingPosition to = TrainingPosition.after(good.state(), plan);
        workers.barrier();
        if (isFirst()) {
            duties.rolledBack(from, to);
        }
        rateFactor = agreedFactor();
        return to;
    }

    /** The others wait meanwhile, so that the first worker may use all cores. */
    private long verify(TrainingPosition at) {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        try {
            return duties.verify(replica, at);
        } finally {
            Libtorch.prepareThread(plan.threads());
        }
    }

    private long agree(long mine) {
        return workers.world() == 1 ? mine : workers.allGather(new long[] {mine})[0];
    }
}
