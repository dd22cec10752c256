package org.idem.export.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.AbandonedParts;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.export.LoadedModel;
import org.idem.export.ModelLoader;
import org.idem.protocol.EvaluationFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairResult;
import org.idem.verify.PairVerification;

/** Verifies a model on sets of pairs. */
final class ModelVerifier {
    private static final int BATCH = 64;

    private final Request.Verify request;
    private final Clock clock;
    private final Progress progress;

    ModelVerifier(Request.Verify request, Clock clock, Progress progress) {
        this.request = request;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Verifies on every set and writes the evaluations.
     *
     * @throws org.idem.core.InputException if the model or a set cannot be used
     */
    Reply.Verified verify() {
        AbandonedParts.clearAll(request.evaluations());
        try (LoadedModel model = ModelLoader.load(request.model())) {
            return new Reply.Verified(model.origin().path(), model.origin().step(), model.input(), verifyAll(model));
        }
    }

    private List<EvaluationFigures> verifyAll(LoadedModel model) {
        EmbeddingPass pass = new EmbeddingPass(
                BATCH, model.origin().flipTest(), Runtime.getRuntime().availableProcessors());
        List<EvaluationFigures> sets = new ArrayList<>();
        int count = request.sets().size();
        for (int i = 0; i < count; i++) {
            Progress part = progress.sub((double) i / count, (i + 1.0) / count);
            Path file = request.sets().get(i);
            try (PairDataset pairs = Datasets.openPairs(file)) {
                PairVerification protocol =
                        new PairVerification(pairs, pass, model.origin().folds());
                sets.add(keep(protocol.verify(model, part), model.origin().step()));
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
