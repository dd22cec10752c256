package org.idem.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.AbandonedParts;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFoldSettings;
import org.idem.protocol.EvaluationFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.CheckpointReadLock;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairResult;
import org.idem.verify.PairVerification;

/** Verifies a checkpoint on sets of pairs. */
final class CheckpointVerifier {
    private static final int BATCH = 64;

    private final Request.Verify request;
    private final Clock clock;
    private final Progress progress;

    CheckpointVerifier(Request.Verify request, Clock clock, Progress progress) {
        this.request = request;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Verifies on every set and writes the evaluations.
     *
     * @throws org.idem.core.InputException if the run, the checkpoint or a set cannot be used
     */
    Reply.Verified verify() {
        RunDirectory run = RunDirectory.open(request.run());
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of()).require();
        AbandonedParts.clearAll(request.evaluations());
        Subject subject = load(run, config);
        try (Embedder embedder = subject.embedder()) {
            return new Reply.Verified(subject.checkpoint(), subject.step(), verify(embedder, subject.step(), config));
        }
    }

    /** What is verified. */
    private record Subject(Path checkpoint, long step, Embedder embedder) {}

    /** A training that goes on prunes what it no longer needs, and may save a step again: not while this loads. */
    private Subject load(RunDirectory run, ExperimentConfig config) {
        try (CheckpointReadLock lock = new CheckpointStore(run.checkpoints()).open(request.checkpoint())) {
            Path checkpoint = lock.checkpoint();
            TrainerState state = Checkpoint.at(checkpoint).state();
            boolean average = config.average() != null && config.average().verifies(state.epoch());
            Embedder embedder = average ? BackboneEmbedder.loadAverage(checkpoint) : BackboneEmbedder.load(checkpoint);
            return new Subject(checkpoint, state.step(), embedder);
        }
    }

    private List<EvaluationFigures> verify(Embedder embedder, long step, ExperimentConfig config) {
        EmbeddingPass pass = new EmbeddingPass(
                BATCH, config.metric().flipTest(), Runtime.getRuntime().availableProcessors());
        List<EvaluationFigures> sets = new ArrayList<>();
        int count = request.sets().size();
        for (int i = 0; i < count; i++) {
            Progress part = progress.sub((double) i / count, (i + 1.0) / count);
            Path file = request.sets().get(i);
            try (PairDataset pairs = Datasets.openPairs(file)) {
                PairVerification protocol = new PairVerification(
                        pairs,
                        pass,
                        new KFoldSettings(
                                config.metric().folds(), config.metric().components()));
                sets.add(keep(protocol.verify(embedder, part), step));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return sets;
    }

    private EvaluationFigures keep(PairResult result, long step) {
        Path folder = request.evaluations();
        Evaluation written = EvaluationStore.write(folder, result.evaluation(step, clock.instant()), result.scores());
        return new EvaluationFigures(
                written.set(),
                EvaluationStore.file(folder, written),
                written.pairs(),
                written.accuracy(),
                written.eer());
    }
}
