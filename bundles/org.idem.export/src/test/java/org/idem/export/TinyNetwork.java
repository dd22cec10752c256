package org.idem.export;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.idem.data.image.Pixels;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.idem.model.ModelSpec;
import org.idem.model.TensorSpec;
import org.idem.run.Evaluation;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** A network small enough for tests, as after training: no scale, shift, slope or statistic has its initial value. */
final class TinyNetwork implements AutoCloseable {
    private static final int PASSES = 12;
    private static final int BATCH = 4;

    private final Backbone backbone;
    private final BackboneEmbedder trained;

    TinyNetwork(String name, int dim, List<Integer> blocks) {
        this(new ModelSpec(name, dim, 32, blocks, blocks.isEmpty() ? 0 : 1));
    }

    TinyNetwork(ModelSpec spec) {
        this.backbone = Backbones.create(spec, true, 7);
        this.trained = BackboneEmbedder.over(backbone, ModelDescription.of(spec, true, ModelInput.USUAL));
        SplittableRandom random = new SplittableRandom(3);
        Map<String, float[]> weights = new LinkedHashMap<>(backbone.stateDict());
        for (TensorSpec tensor : backbone.graph().tensors()) {
            float[] values = weights.get(tensor.name());
            for (int i = 0; i < values.length && tensor.shape().length == 1; i++) {
                values[i] += (float) (0.2 * random.nextDouble());
            }
        }
        backbone.loadStateDict(weights);
        settleStatistics();
    }

    /** Running statistics of the images that the tests use: without them nothing of an image reaches the end. */
    private void settleStatistics() {
        Crops crops = crops(PASSES * BATCH);
        int length = 3 * 32 * 32;
        for (int pass = 0; pass < PASSES; pass++) {
            float[] batch = new float[BATCH * length];
            for (int i = 0; i < BATCH; i++) {
                trained.transforms().apply(crops.pictures().get(pass * BATCH + i), 0, batch, i * length);
            }
            try (TensorScope scope = TensorScope.inference(backbone.manager())) {
                backbone.forward(scope, Tensor.of(batch, BATCH, 3, 32, 32), ComputeOptions.FP32);
            }
        }
    }

    OnnxExport.Source source() {
        return source(backbone.stateDict());
    }

    OnnxExport.Source source(Map<String, float[]> weights) {
        return new OnnxExport.Source(backbone.graph(), weights, trained, origin());
    }

    /** Where another set was verified, and its pairs were counted. */
    OnnxExport.Source source(Evaluation evaluation) {
        Origin origin = new Origin("r", 12, "abc", preprocessing(), true, List.of(evaluation));
        return new OnnxExport.Source(backbone.graph(), backbone.stateDict(), trained, origin);
    }

    Evaluation counted() {
        List<TarAtFarRow> table =
                List.of(new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 3, 3000), TarAtFarRow.notMeasurable(1e-6, 3000));
        VerificationFigures figures =
                new VerificationFigures(0.9, 0.01, 0.3, 0.95, 0.1, new PairCounts(6000, 3000, 3000, 0), table);
        return new Evaluation("lfw", Path.of("lfw.bin"), 12, Instant.EPOCH, figures, null);
    }

    long parameters() {
        return backbone.graph().parameters();
    }

    static Preprocessing preprocessing() {
        return new Preprocessing("RGB", 32, "0.00392156862745098", "0.5, 0.5, 0.5", "0.5, 0.5, 0.5");
    }

    Map<String, float[]> weights() {
        return new LinkedHashMap<>(backbone.stateDict());
    }

    int dim() {
        return backbone.graph().dim();
    }

    /** Pictures of nothing but noise. */
    Crops crops(int count) {
        SplittableRandom random = new SplittableRandom(5);
        List<Pixels> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[3 * 32 * 32];
            random.nextBytes(rgb);
            pictures.add(new Pixels(32, 32, rgb));
        }
        return new Crops(pictures, "noise (" + count + ")");
    }

    /** The network that was trained, fed as it was. */
    BackboneEmbedder trained() {
        return trained;
    }

    /** The same network with something else said about where it comes from. */
    OnnxExport.Source source(Origin origin) {
        return new OnnxExport.Source(backbone.graph(), backbone.stateDict(), trained, origin);
    }

    static Origin origin() {
        List<TarAtFarRow> table = List.of(
                new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 1, 0),
                new TarAtFarRow(1e-6, 0.25, Double.NaN, 0.2, 0.3, 0, 0));
        VerificationFigures figures =
                new VerificationFigures(0.9, 0.01, 0.3, 0.95, 0.1, PairCounts.uncounted(600), table);
        Evaluation evaluation = new Evaluation("verify", Path.of("verify.bin"), 12, Instant.EPOCH, figures, null);
        return new Origin("20260131-120000-tiny", 12, "abc123", preprocessing(), true, List.of(evaluation));
    }

    @Override
    public void close() {
        backbone.close();
    }
}
