package org.idem.train.loop;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.idem.data.io.FileCutException;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimitException;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.sampler.Sampler;
import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.collective.Collective;
import org.idem.train.process.WatchedCollective;
import org.idem.train.process.WorkerProgress;
import org.idem.train.record.CenterSaving;
import org.idem.train.record.DivergedException;
import org.idem.train.record.MachineLoad;
import org.idem.train.record.NonFiniteValue;
import org.idem.train.record.StepAction;
import org.idem.train.record.StepDecision;
import org.idem.train.record.StepReport;
import org.idem.train.record.StepResult;
import org.idem.train.record.TrainingCoordinator;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Libtorch;

/**
 * One rank's epochs. All ranks take the same steps; after each, rank 0 decides what is to be done and broadcasts it.
 */
final class TrainingLoop {
    private static final long FAILED = -1;

    private final TrainingPlan plan;
    private final Collective collective;
    private final WorkerProgress progress;
    private final Replica replica;
    private final Sampler sampler;
    private final BatchLoader loader;
    private final ComputeOptions arithmetic;
    private final TrainingCoordinator coordinator;
    private final MachineLoad machine = new MachineLoad();
    private final CenterSaving saving;
    private double rateFactor;
    /** Of the last step, without waiting for other ranks. */
    private long ownNanos;

    /** The batch of the next step, loaded already; null where it is not. */
    private LoadedBatch ahead;
    /** What the last step was blocked on the loader for it. */
    private long aheadNanos;

    /**
     * For one rank.
     *
     * @param coordinator used on rank 0 only; null elsewhere where rank 0 is in another process
     */
    TrainingLoop(
            TrainingPlan plan,
            WatchedCollective collective,
            Replica replica,
            Sampler sampler,
            BatchLoader loader,
            ComputeOptions arithmetic,
            TrainingCoordinator coordinator) {
        this.plan = plan;
        this.collective = collective;
        this.progress = collective.progress();
        this.replica = replica;
        this.sampler = sampler;
        this.loader = loader;
        this.arithmetic = arithmetic;
        this.coordinator = coordinator;
        this.saving = new CenterSaving(plan, collective, replica.state());
    }

    private boolean isRoot() {
        return collective.rank() == 0;
    }

    /**
     * Trains from a position to the end, or until it is asked to stop; returns where it ended, equal on every rank.
     *
     * @throws DivergedException on every rank where rank 0 decides that the training failed
     */
    TrainingPosition run(TrainingPosition start) {
        Libtorch.prepareThread(plan.threads());
        replica.state().device().bind();
        rateFactor = broadcastFromRoot(() -> coordinator.rateFactor());
        TrainingPosition at = start;
        StepDecision decision = execute(at, broadcastFromRoot(() -> coordinator.begin(start)));
        while (isRunning(at, decision)) {
            BatchIndices batches = sampler.epoch(at.epoch(), collective.rank()).first(plan.steps());
            dropAhead();
            loader.start(at.epoch(), batches, at.batch());
            decision = StepDecision.NONE;
            while (at.batch() < plan.steps() && isRunning(at, decision) && !decision.contains(StepAction.ROLL_BACK)) {
                TrainingPosition next = step(at);
                decision = execute(next, broadcastFromRoot(() -> coordinator.decide(next)));
                at = next;
            }
            if (decision.contains(StepAction.ROLL_BACK)) {
                at = rollBack(at, decision);
            } else if (at.batch() >= plan.steps() && isRunning(at, decision)) {
                at = at.nextEpoch();
            }
        }
        return at;
    }

    private boolean isRunning(TrainingPosition at, StepDecision decision) {
        return at.step() < plan.totalSteps() && !decision.contains(StepAction.STOP);
    }

    private double rate(long step) {
        return plan.schedule().rate(step) * rateFactor;
    }

    private TrainingPosition step(TrainingPosition at) {
        progress.beginStep(at.step());
        long start = System.nanoTime();
        LoadedBatch loaded = ahead == null ? load() : ahead;
        ahead = null;
        long ready = System.nanoTime();
        long[] before = requireInput(at, loaded.failure(), ownNanos);
        Batch batch = loaded.batch();
        double rate = rate(at.step());
        replica.announceFollowing(loader.nextLabels());
        aheadNanos = 0;
        boolean isLast = at.batch() + 1 >= plan.steps();
        StepResult result = replica.step(batch, at.step(), rate, arithmetic, isLast ? () -> {} : this::sendAhead);
        long waited = ready - start + aheadNanos;
        ownNanos = waited + replica.ownNanos();
        int images = batch.count() * collective.world();
        loader.release(batch);
        if (isRoot()) {
            coordinator.report(new StepReport(
                    at.next(),
                    result,
                    rate,
                    replica.stage(),
                    images,
                    (System.nanoTime() - start) / 1e9,
                    waited / 1e9,
                    seconds(before),
                    result.observation() == null ? Map.of() : machine.read()));
        }
        progress.endStep();
        return at.next();
    }

    /** None for one rank, and before the first step. */
    private static double[] seconds(long[] nanos) {
        boolean known = nanos.length > 1 && Arrays.stream(nanos).allMatch(one -> one > 0);
        return known ? Arrays.stream(nanos).mapToDouble(one -> one / 1e9).toArray() : new double[0];
    }

    /** The batch of the next step travels to the device while that still computes this one. */
    private void sendAhead() {
        if (replica.sendsAhead()) {
            long start = System.nanoTime();
            ahead = load();
            aheadNanos = System.nanoTime() - start;
            if (ahead.batch() != null) {
                replica.send(ahead.batch());
            }
        }
    }

    private void dropAhead() {
        if (ahead != null) {
            replica.drop();
            if (ahead.batch() != null) {
                loader.release(ahead.batch());
            }
            ahead = null;
        }
    }

    /** The next batch, or why there is none. */
    private record LoadedBatch(Batch batch, RuntimeException failure) {}

    private LoadedBatch load() {
        try {
            return new LoadedBatch(loader.next(), null);
        } catch (DamageLimitException | FileCutException | UncheckedIOException e) {
            return new LoadedBatch(null, e);
        }
    }

    /**
     * Ends the training on every rank where any of them has no batch, but saves first: the steps so far are sound. A
     * collective operation.
     *
     * @param failure why this rank has none, or null
     * @param own what this rank tells the others besides, at least 0
     * @return what all ranks told, in their order
     */
    private long[] requireInput(TrainingPosition at, RuntimeException failure, long own) {
        long[] told = collective.allGather(new long[] {failure == null ? own : FAILED});
        int rank = 0;
        while (rank < told.length && told[rank] != FAILED) {
            rank++;
        }
        if (rank == told.length) {
            return told;
        }
        progress.endStep();
        String reason = collective.broadcastObject(failure == null ? null : failure.getMessage(), rank);
        execute(at, broadcastFromRoot(() -> coordinator.handleInputFailure(at, reason)));
        if (failure != null) {
            throw failure;
        }
        // Never passed: the rank that failed aborts it.
        collective.barrier();
        throw new IllegalStateException(reason);
    }

    /**
     * Runs CHECK, FAIL, VERIFY and SAVE in order; collective, on each rank's thread. A check may replace the decision,
     * and a verification may add to it; returns the one that holds in the end.
     *
     * @throws DivergedException on FAIL
     */
    private StepDecision execute(TrainingPosition at, StepDecision decided) {
        StepDecision decision = decided.contains(StepAction.CHECK) ? check(at, decided) : decided;
        if (decision.contains(StepAction.FAIL)) {
            throw new DivergedException(at.step(), decision.reason());
        }
        if (decision.contains(StepAction.VERIFY)) {
            decision = decision.and(broadcastFromRoot(() -> verify(at)));
        }
        if (decision.contains(StepAction.SAVE)) {
            save(() -> coordinator.save(at, rate(Math.max(0, at.step() - 1))));
        }
        return decision;
    }

    /** All ranks write their part of a checkpoint. */
    private void save(Runnable onRoot) {
        if (isRoot()) {
            onRoot.run();
        } else {
            saving.join();
        }
        replica.clearResiduals();
        collective.barrier();
        replica.state().freeOldCenters();
    }

    private StepDecision check(TrainingPosition at, StepDecision decided) {
        boolean whole = decided.contains(StepAction.VERIFY) || decided.contains(StepAction.SAVE);
        Optional<NonFiniteValue> found = replica.findNonFinite(at.step(), whole);
        return found.isEmpty() ? decided : broadcastFromRoot(() -> coordinator.handle(at, found.get()));
    }

    /** Takes all ranks to the checkpoint of a decision; from there the same images come again in the same order. */
    private TrainingPosition rollBack(TrainingPosition from, StepDecision decision) {
        Checkpoint checkpoint = Checkpoint.at(Path.of(decision.checkpoint()));
        replica.state().restore(checkpoint);
        TrainingPosition to = TrainingPosition.after(checkpoint.state(), plan);
        collective.barrier();
        save(() -> coordinator.recordRollback(from, to, plan.schedule().rate(Math.max(0, to.step() - 1))));
        rateFactor = broadcastFromRoot(() -> coordinator.rateFactor());
        return to;
    }

    /** The other ranks wait meanwhile, so that rank 0 may use all cores. */
    private StepDecision verify(TrainingPosition at) {
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        try {
            return coordinator.verify(at);
        } finally {
            Libtorch.prepareThread(plan.threads());
        }
    }

    /** What rank 0 computes; the supplier is called on rank 0 only. */
    private <T extends Serializable> T broadcastFromRoot(Supplier<T> value) {
        return collective.broadcastObject(isRoot() ? value.get() : null, 0);
    }
}
