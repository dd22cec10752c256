package org.idem.train.loop;

import org.idem.data.sample.Batches;
import org.idem.data.sample.Sampler;
import org.idem.train.collective.Collective;
import org.idem.train.input.Batch;
import org.idem.train.input.BatchLoader;
import org.idem.train.tensor.Arithmetic;
import org.idem.train.tensor.Libtorch;

/**
 * One worker's way through the epochs. All workers run the same steps; between steps the first one decides what is to be
 * done and tells the others.
 */
final class Worker {
    private final TrainingPlan plan;
    private final Collective workers;
    private final Replica replica;
    private final Sampler sampler;
    private final BatchLoader loader;
    private final Arithmetic arithmetic;
    private final Duties duties;

    Worker(
            TrainingPlan plan,
            Collective workers,
            Replica replica,
            Sampler sampler,
            BatchLoader loader,
            Arithmetic arithmetic,
            Duties duties) {
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
    Position run(Position start) {
        Libtorch.prepareThread(plan.threads());
        Position at = start;
        long done = 0;
        while (at.step() < plan.totalSteps() && (done & Duties.STOP) == 0) {
            Batches batches = sampler.epoch(at.epoch(), workers.rank()).first(plan.steps());
            loader.start(at.epoch(), batches, at.batch());
            while (at.batch() < plan.steps() && at.step() < plan.totalSteps() && (done & Duties.STOP) == 0) {
                at = step(at);
                done = between(at);
            }
            if (at.batch() >= plan.steps() && at.step() < plan.totalSteps() && (done & Duties.STOP) == 0) {
                at = at.nextEpoch();
            }
        }
        return at;
    }

    private Position step(Position at) {
        long start = System.nanoTime();
        Batch batch = loader.next();
        long ready = System.nanoTime();
        double rate = plan.schedule().rate(at.step());
        Replica.Outcome outcome = replica.step(batch, at.step(), rate, arithmetic);
        int images = batch.count() * workers.world();
        loader.release(batch);
        if (outcome.fault() != null) {
            throw new DivergedException(at.step(), outcome.fault().what());
        }
        if (isFirst()) {
            duties.report(new StepReport(
                    at.next(),
                    outcome.loss(),
                    rate,
                    outcome.gradientNorm(),
                    outcome.lossScale(),
                    outcome.skipped(),
                    (System.nanoTime() - start) / 1e9,
                    (ready - start) / 1e9,
                    images));
        }
        return at.next();
    }

    private long between(Position at) {
        long decision = agree(isFirst() ? duties.decide(at) : 0);
        if ((decision & Duties.VERIFY) != 0) {
            decision |= agree(isFirst() ? verify(at) : 0);
        }
        if ((decision & Duties.SAVE) != 0) {
            if (isFirst()) {
                duties.save(at, plan.schedule().rate(at.step() - 1));
            }
            workers.barrier();
        }
        return decision;
    }

    /** The others wait meanwhile, so that the first worker may use all cores. */
    private long verify(Position at) {
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
