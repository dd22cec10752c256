package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.idem.config.DataConfig;
import org.idem.data.ImageDataset;
import org.idem.input.BatchForm;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.sampler.Sampler;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.collective.Collective;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.process.WatchedCollective;
import org.idem.train.record.TrainingCoordinator;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Device;

/** Runs the ranks of this process, each on a thread of its own, and ends all when one fails. */
final class WorkerGroup {
    private final TrainingPlan plan;
    private final ImageDataset images;
    private final List<ReplicaState> states;
    private final List<WatchedCollective> collectives;
    private final ComputeOptions arithmetic;
    private final TrainingCoordinator coordinator;

    /**
     * For all ranks of a process.
     *
     * @param states of the ranks of this process, by rank
     * @param collectives of the same ranks
     * @param coordinator called on rank 0's thread; null where that is in another process
     */
    WorkerGroup(
            TrainingPlan plan,
            ImageDataset images,
            List<ReplicaState> states,
            List<WatchedCollective> collectives,
            ComputeOptions arithmetic,
            TrainingCoordinator coordinator) {
        this.plan = plan;
        this.images = images;
        this.states = states;
        this.collectives = collectives;
        this.arithmetic = arithmetic;
        this.coordinator = coordinator;
    }

    /** Blocks until all ranks have ended and returns where; throws what the first failing one threw. */
    TrainingPosition run(TrainingPosition start) {
        DamageLimit damage = new DamageLimit(
                images.path(), images.size(), plan.config().train().damageLimit());
        Sampler sampler = plan.sampler();
        List<FutureTask<TrainingPosition>> tasks = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            int rank = i;
            FutureTask<TrainingPosition> task = new FutureTask<>(() -> train(rank, start, sampler, damage));
            Thread thread =
                    new Thread(task, "idem-worker-" + collectives.get(rank).rank());
            thread.setDaemon(true);
            thread.start();
            tasks.add(task);
        }
        return join(tasks, start);
    }

    private TrainingPosition join(List<FutureTask<TrainingPosition>> tasks, TrainingPosition start) {
        Throwable failure = null;
        TrainingPosition end = start;
        for (FutureTask<TrainingPosition> task : tasks) {
            try {
                end = task.get();
            } catch (ExecutionException e) {
                failure = firstCause(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                collectives.get(0).abort(e);
                failure = firstCause(failure, e);
            }
        }
        rethrow(failure);
        return end;
    }

    /** Ranks that only learnt of a failure say less than the one that had it. */
    private static Throwable firstCause(Throwable known, Throwable other) {
        Throwable root = other instanceof CollectiveAbortedException ? other.getCause() : other;
        return known == null ? root : known;
    }

    /** Throws a failure as it is where it is unchecked; nothing of null. */
    static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private TrainingPosition train(int rank, TrainingPosition start, Sampler sampler, DamageLimit damage) {
        Collective collective = collectives.get(rank);
        try (BatchLoader loader = loader(damage, states.get(rank).device())) {
            return train(rank, start, sampler, loader);
        } catch (RuntimeException | Error failure) {
            collective.abort(failure);
            throw failure;
        }
    }

    /** The others learn of a failure before anything is closed. */
    private TrainingPosition train(int rank, TrainingPosition start, Sampler sampler, BatchLoader loader) {
        WatchedCollective collective = collectives.get(rank);
        try (Replica replica = new Replica(plan, collective, states.get(rank))) {
            return train(collective, replica, sampler, loader, start);
        }
    }

    private TrainingPosition train(
            WatchedCollective collective,
            Replica replica,
            Sampler sampler,
            BatchLoader loader,
            TrainingPosition start) {
        try {
            return new TrainingLoop(plan, collective, replica, sampler, loader, arithmetic, coordinator).run(start);
        } catch (RuntimeException | Error failure) {
            collective.abort(failure);
            throw failure;
        }
    }

    private BatchLoader loader(DamageLimit damage, Device device) {
        DataConfig train = plan.config().train();
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = train.workers() > 0 ? Math.min(train.workers(), cores) : Math.max(1, plan.threads());
        TransformPipeline transforms =
                Transforms.of(train.transforms(), plan.model().inputSize());
        BatchLoader.Shape shape = new BatchLoader.Shape(
                train.batchSize(),
                plan.model().inputSize(),
                plan.config().global().seed(),
                threads);
        BatchForm form = device.isHost() ? BatchForm.FLOATS : BatchForm.PIXELS;
        return new BatchLoader(ImageSource.of(images, plan.classes()), transforms, damage, shape, form);
    }
}
