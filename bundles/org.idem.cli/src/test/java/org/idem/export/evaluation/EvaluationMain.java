package org.idem.export.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFold;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.idem.protocol.EngineService;
import org.idem.protocol.EvaluationFigures;
import org.idem.protocol.InputContract;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.SkippedImage;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.FindingsFile;

/** Stands in for the process that judges models. */
public final class EvaluationMain {
    private static final InputContract INPUT =
            new InputContract(112, "bgr", List.of(0.5, 0.5, 0.5), List.of(0.5, 0.25, 0.5), InputContract.OPTION);

    private EvaluationMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, (request, progress) -> handle(request)));
    }

    private static Reply.End handle(Request request) {
        if (request instanceof Request.Embed embed) {
            SkippedImage skipped = new SkippedImage(embed.inputs().get(0).toString(), "half-jpeg", "it stops early");
            return new Reply.Embedded(embed.file(), embed.inputs().size() - 1L, 512, INPUT, List.of(skipped));
        }
        if (request instanceof Request.EmbedIjb embed) {
            return embed(embed);
        }
        if (request instanceof Request.Compare compare) {
            boolean named = compare.threshold() != null;
            return new Reply.Compared(
                    0.25,
                    true,
                    named ? compare.threshold() : Double.valueOf(0.5),
                    named ? null : compare.far(),
                    named ? "" : "lfw",
                    INPUT);
        }
        if (request instanceof Request.Diagnose diagnose) {
            return diagnose(diagnose);
        }
        Request.Verify verify = (Request.Verify) request;
        return verify.model().path().toString().endsWith(".onnx") ? score(verify) : verify(verify);
    }

    private static Reply.End diagnose(Request.Diagnose request) {
        double none = Double.NaN;
        DoctorFinding split = new DoctorFinding(
                DoctorFinding.Kind.SPLIT_IDENTITY, List.of(1, 2), List.of("5", "9"), List.of(), 0.75, "They are one");
        Diagnosis diagnosis = new Diagnosis(
                request.set(),
                request.against(),
                request.model().path().toString(),
                64,
                4,
                1,
                new DoctorThresholds(request.limits().split(), none, none, none),
                Map.of("split-identity", 3L),
                List.of(split));
        Path findings = FindingsFile.beside(request.set());
        FindingsFile.write(findings, diagnosis);
        return new Reply.Diagnosed(findings, request.set(), INPUT, List.of("something is unusual"));
    }

    /** Scores real pairs; a model with a longer name is better. */
    private static Reply.End score(Request.Verify request) {
        double distance = request.model().path().getFileName().toString().length() / 40.0;
        List<EvaluationFigures> all = new ArrayList<>();
        for (Path file : request.sets()) {
            try (PairDataset pairs = Datasets.openPairs(file)) {
                Random random = new Random(pairs.pairs());
                double[] cosines = new double[pairs.pairs()];
                float[] kept = new float[cosines.length];
                boolean[] same = new boolean[cosines.length];
                double[] distances = new double[cosines.length];
                for (int i = 0; i < same.length; i++) {
                    same[i] = pairs.same(i);
                    kept[i] = (float) ((same[i] ? distance : 0) + 0.3 * random.nextDouble());
                    cosines[i] = kept[i];
                    distances[i] = 2 - 2 * cosines[i];
                }
                VerificationFigures figures =
                        VerificationFigures.of(KFold.of(distances, same, 4), Roc.of(cosines, same), 0);
                Evaluation evaluation = EvaluationStore.write(
                        request.evaluations(),
                        new Evaluation(pairs.name(), file, 0, Instant.now(), figures, null),
                        PairScores.of(kept, same));
                Path written = EvaluationStore.file(request.evaluations(), evaluation);
                all.add(new EvaluationFigures(
                        evaluation.set(), written, evaluation.pairs(), evaluation.accuracy(), evaluation.eer()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Reply.Verified(request.subject(), 0, INPUT, all);
    }

    /** Takes the embeddings that lie beside the benchmark. */
    private static Reply.End embed(Request.EmbedIjb request) {
        try {
            Files.createDirectories(request.file().getParent());
            Files.copy(request.root().resolveSibling("f.npy"), request.file());
            return new Reply.Embedded(request.file(), 8, 4, INPUT, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply.End verify(Request.Verify request) {
        Path set = request.sets().get(0);
        int impostors = 3000;
        List<TarAtFarRow> table = List.of(
                new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 1, impostors), TarAtFarRow.notMeasurable(1e-4, impostors));
        PairCounts counts = new PairCounts(6000, 3000, impostors, 0);
        VerificationFigures measured = new VerificationFigures(0.75, 0.02, 0.3, 0.8, 0.2, counts, table);
        Evaluation evaluation = new Evaluation("verify", set, 3, Instant.now(), measured, null);
        EvaluationStore.write(request.evaluations(), evaluation, PairScores.of(new float[] {1, 0, 1, 0}, new boolean[] {
            true, false, true, false
        }));
        Path file = EvaluationStore.file(request.evaluations(), evaluation);
        EvaluationFigures figures = new EvaluationFigures("verify", file, 4, 0.75, 0.2);
        return new Reply.Verified(request.subject(), 3, INPUT, List.of(figures));
    }
}
