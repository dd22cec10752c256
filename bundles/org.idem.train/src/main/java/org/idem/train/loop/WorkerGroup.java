package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.idem.config.DataConfig;
import org.idem.data.ImageDataset;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.sampler.Sampler;
import org.idem.input.transform.TransformOps;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.tensor.ComputeOptions;

/** Runs the workers of this process, each on a thread of its own, and ends all when one fails. */
final class WorkerGroup {
    private final TrainingPlan plan;
    private final ImageDataset images;
    private final List<Replica> replicas;
    private final List<InProcessCollective> group;
    private final ComputeOptions arithmetic;
    private final TrainingCoordinator duties;

    WorkerGroup(
            TrainingPlan plan,
            ImageDataset images,
            List<Replica> replicas,
            List<InProcessCollective> group,
            ComputeOptions arithmetic,
            TrainingCoordinator duties) {
        this.plan = plan;
        this.images = images;
        this.replicas = replicas;
        this.group = group;
        this.arithmetic = arithmetic;
        this.duties = duties;
    }

    /** Returns when all have ended; throws what the first failing one threw. */
    TrainingPosition run(TrainingPosition start) {
        DamageLimit damage = new DamageLimit(images.path(), images.size());
        Sampler sampler = plan.sampler();
        List<FutureTask<TrainingPosition>> tasks = new ArrayList<>();
        for (int rank = 0; rank < replicas.size(); rank++) {
            int mine = rank;
            FutureTask<TrainingPosition> task = new FutureTask<>(() -> work(mine, start, sampler, damage));
            Thread thread = new Thread(task, "idem-worker-" + rank);
            thread.setDaemon(true);
            thread.start();
            tasks.add(task);
        }
        Throwable failure = null;
        TrainingPosition end = start;
        for (FutureTask<TrainingPosition> task : tasks) {
            try {
                end = task.get();
            } catch (ExecutionException e) {
                failure = moreTelling(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                group.get(0).abort(e);
                failure = moreTelling(failure, e);
            }
        }
        rethrow(failure);
        return end;
    }

    /** Workers that only learnt of a failure say less than the one that had it. */
    private static Throwable moreTelling(Throwable known, Throwable other) {
        Throwable root = other instanceof CollectiveAbortedException ? other.getCause() : other;
        return known == null ? root : known;
    }

    private static void rethrow(Throwable failure) {
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

    private TrainingPosition work(int rank, TrainingPosition start, Sampler sampler, DamageLimit damage) {
        DataConfig train = plan.config().train();
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = train.workers() > 0 ? Math.min(train.workers(), cores) : Math.max(1, plan.threads());
        Transforms transforms = TransformOps.of(train.transforms(), plan.model().inputSize());
        BatchLoader.Shape shape = new BatchLoader.Shape(
                train.batchSize(),
                plan.model().inputSize(),
                plan.config().global().seed(),
                threads);
        try (BatchLoader loader = new BatchLoader(ImageSource.of(images, plan.classes()), transforms, damage, shape)) {
            return new TrainingLoop(plan, group.get(rank), replicas.get(rank), sampler, loader, arithmetic, duties)
                    .run(start);
        } catch (RuntimeException | Error failure) {
            group.get(rank).abort(failure);
            throw failure;
        }
    }
}
