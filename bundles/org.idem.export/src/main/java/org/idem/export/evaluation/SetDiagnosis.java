package org.idem.export.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.Progress;
import org.idem.export.LoadedModel;
import org.idem.export.ModelLoader;
import org.idem.protocol.DiagnosisLimits;
import org.idem.protocol.InputContract;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.train.embed.TorchTileProduct;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorOptions;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.EmbeddingCache;
import org.idem.verify.doctor.FindingsFile;
import org.idem.verify.doctor.ImagesOfPeople;
import org.idem.verify.doctor.SetDoctor;
import org.idem.verify.doctor.SetEmbedding;
import org.idem.verify.doctor.TileProduct;

/** Embeds one set or two, and writes down what the embeddings say is wrong. */
final class SetDiagnosis {
    private static final double OPENED = 0.02;
    private static final double EMBEDDED = 0.8;

    private final Request.Diagnose request;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    SetDiagnosis(Request.Diagnose request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Embeds what is not embedded yet, and searches.
     *
     * @throws org.idem.core.InputException if the model, a set or a file cannot be used
     */
    Reply.Diagnosed diagnose() {
        try (ImagesOfPeople set = ImagesOfPeople.open(request.set(), progress.sub(0, OPENED))) {
            FindingsFile.requireWritable(findings(set));
            try (LoadedModel model = ModelLoader.load(request.model())) {
                return request.against() == null ? alone(set, model) : against(set, model);
            }
        }
    }

    /** Beside the set's own file, also where its folder was named: there the workbench looks. */
    private Path findings(ImagesOfPeople set) {
        return request.findings() == null ? FindingsFile.beside(set.path()) : request.findings();
    }

    /** What embeddings depend on: the same weights fed otherwise are another model. */
    private static String identity(LoadedModel model) {
        InputContract input = model.input();
        return model.origin().hash() + " " + input.size() + " " + input.color() + " " + input.mean() + " "
                + input.std();
    }

    private Reply.Diagnosed alone(ImagesOfPeople set, LoadedModel model) {
        String name = identity(model);
        try (EmbeddingCache cache =
                SetEmbedding.fill(set, model, name, request.cache(), notes::add, progress.sub(OPENED, EMBEDDED))) {
            return search(new SetDoctor.Subject(set, cache), null, model);
        }
    }

    private Reply.Diagnosed against(ImagesOfPeople set, LoadedModel model) {
        String name = identity(model);
        try (ImagesOfPeople other = ImagesOfPeople.open(request.against(), progress.sub(0, OPENED))) {
            double share = OPENED + (EMBEDDED - OPENED) * set.size() / ((double) set.size() + other.size());
            try (EmbeddingCache cache = SetEmbedding.fill(
                            set, model, name, request.cache(), notes::add, progress.sub(OPENED, share));
                    EmbeddingCache others =
                            SetEmbedding.fill(other, model, name, null, notes::add, progress.sub(share, EMBEDDED))) {
                return search(new SetDoctor.Subject(set, cache), new SetDoctor.Subject(other, others), model);
            }
        }
    }

    private Reply.Diagnosed search(SetDoctor.Subject subject, SetDoctor.Subject other, LoadedModel model) {
        try (TileProduct product = new TorchTileProduct()) {
            Path weights = model.origin().path();
            Diagnosis diagnosis = new SetDoctor(product, options(request.limits()), progress.sub(EMBEDDED, 1))
                    .diagnose(subject, other, weights.toString());
            Path findings = findings(subject.set());
            FindingsFile.write(findings, diagnosis);
            return new Reply.Diagnosed(findings, subject.embeddings().file(), model.input(), notes);
        }
    }

    private static DoctorOptions options(DiagnosisLimits limits) {
        return new DoctorOptions(
                new DoctorThresholds(
                        number(limits.split()),
                        number(limits.mixed()),
                        number(limits.outlier()),
                        number(limits.overlap())),
                limits.most());
    }

    private static double number(Double value) {
        return value == null ? Double.NaN : value;
    }
}
