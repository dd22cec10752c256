package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.idem.config.DataConfig;
import org.idem.data.ImageSet;
import org.idem.data.sample.Sampler;
import org.idem.data.transform.Transforms;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.input.BatchLoader;
import org.idem.train.input.DamageLimit;
import org.idem.train.input.ImageSource;
import org.idem.train.input.TransformOps;
import org.idem.train.tensor.Arithmetic;

/** Runs the workers of this process, each on a thread of its own, and ends all when one fails. */
final class WorkerGroup {
    private final TrainingPlan plan;
    private final ImageSet images;
    private final List<Replica> replicas;
    private final List<InProcessCollective> group;
    private final Arithmetic arithmetic;
    private final Duties duties;

    WorkerGroup(
            TrainingPlan plan,
            ImageSet images,
            List<Replica> replicas,
            List<InProcessCollective> group,
            Arithmetic arithmetic,
            Duties duties) {
        this.plan = plan;
        this.images = images;
        this.replicas = replicas;
        this.group = group;
        this.arithmetic = arithmetic;
        this.duties = duties;
    }

    /** Returns when all have ended; throws what the first failing one threw. */
    Position run(Position start) {
        DamageLimit damage = new DamageLimit(images.path(), images.size());
        Sampler sampler = plan.sampler();
        List<FutureTask<Position>> tasks = new ArrayList<>();
        for (int rank = 0; rank < replicas.size(); rank++) {
            int mine = rank;
            FutureTask<Position> task = new FutureTask<>(() -> work(mine, start, sampler, damage));
            Thread thread = new Thread(task, "idem-worker-" + rank);
            thread.setDaemon(true);
            thread.start();
            tasks.add(task);
        }
        Throwable failure = null;
        Position end = start;
        for (FutureTask<Position> task : tasks) {
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

    private Position work(int rank, Position start, Sampler sampler, DamageLimit damage) {
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
            return new Worker(plan, group.get(rank), replicas.get(rank), sampler, loader, arithmetic, duties)
                    .run(start);
        } catch (RuntimeException | Error failure) {
            group.get(rank).abort(failure);
            throw failure;
        }
    }
}
