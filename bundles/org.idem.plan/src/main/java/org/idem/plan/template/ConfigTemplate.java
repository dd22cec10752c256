package org.idem.plan.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.idem.config.Precision;
import org.idem.data.check.PictureSizes;

/**
 * The text of a new config, with a comment where someone may want to change a value. Paths within the folder that it is
 * written for are relative to it, others absolute.
 */
public final class ConfigTemplate {
    private static final int USUAL_SIDE = 112;
    private static final int STRIDE = 16;
    private static final int SMALL_SIDE = 96;
    /** So many identities need the full scale of the logits. */
    private static final int MANY_IDENTITIES = 5000;

    private final NewConfig config;
    private final BackboneRecipe recipe;
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    private ConfigTemplate(NewConfig config, Path folder) {
        this.config = config;
        this.folder = folder.toAbsolutePath().normalize();
        recipe = BackboneRecipe.of(config.backbone());
    }

    /**
     * YAML that reads back without errors and warnings if the choices go with the set.
     *
     * @param folder what the paths in it are relative to
     */
    public static String yaml(NewConfig config, Path folder) {
        return new ConfigTemplate(config, folder).write();
    }

    private String write() {
        line(0, "# " + config.backbone() + " with " + config.head().title() + ". docs/config.md explains every key.");
        global();
        model();
        loss();
        schedule();
        optimizer();
        data();
        line(0, "");
        line(0, "Export:");
        line(1, "export_type: onnx");
        return text.toString();
    }

    private void global() {
        boolean card = config.precision() == Precision.FP16;
        line(0, "Global:");
        line(1, "name: " + YamlText.of(config.name()));
        line(1, "output_dir: ./runs");
        line(1, "device: " + (card ? "gpu" : "auto"));
        line(1, "devices: 1                   # workers; each takes its own batch");
        line(1, "precision: " + config.precision().key());
        line(1, "seed: 2022");
        line(1, "epochs: " + config.epochs());
        line(1, "save_interval: 1             # epochs");
        line(1, "print_batch_step: " + Math.max(1, Math.min(100, stepsPerEpoch() / 10)));
        if (!config.verification().isEmpty()) {
            line(1, "eval_unit: epoch");
            line(1, "eval_interval: 1");
        }
    }

    private void model() {
        line(0, "");
        line(0, "Model:");
        line(1, "name: " + config.backbone());
        line(1, "input_size: " + side() + "              # side of the pictures that the network sees");
        line(1, "num_features: 512            # length of the embedding");
        line(1, "class_num: auto              # as many identities as the data set has");
        if (BackboneRecipe.isTransformer(config.backbone())) {
            line(1, "mask_ratio: 0.0");
            line(1, "drop_path_rate: 0.05");
        }
        if (config.head() != HeadTemplate.LVFACE) {
            line(1, "pfc_config:");
            line(2, "sample_ratio: 1.0          # below 1, a step uses a sample of the class centers");
        }
    }

    private void loss() {
        line(0, "");
        line(0, "Loss:");
        line(1, "Train:");
        line(2, "- " + config.head().section() + ":");
        config.head().keys().forEach(key -> line(4, key));
        boolean many = config.training().size().identities() >= MANY_IDENTITIES;
        line(4, "s: " + (many ? "64.0" : "32.0"));
    }

    private void schedule() {
        long warmUp = Math.round(recipe.warmUp() * stepsPerEpoch() * config.epochs());
        line(0, "");
        line(0, "LRScheduler:");
        line(1, "name: Poly");
        line(1, "learning_rate: " + rate());
        line(1, "decay_unit: step");
        line(1, "warmup_steps: " + warmUp);
    }

    /** To two digits. */
    private String rate() {
        return new BigDecimal(recipe.rate(config.batchSize()))
                .round(new MathContext(2))
                .toPlainString();
    }

    private void optimizer() {
        line(0, "");
        line(0, "Optimizer:");
        if (BackboneRecipe.isTransformer(config.backbone())) {
            line(1, "name: AdamW");
            line(1, "betas: (0.9, 0.999)");
            line(1, "weight_decay: 0.1");
        } else {
            line(1, "name: Momentum");
            line(1, "momentum: 0.9");
            line(1, "weight_decay: 5e-4");
        }
        line(1, "grad_clip:");
        line(2, "name: ClipGradByGlobalNorm");
        line(2, "clip_norm: 5.0");
        line(2, "no_clip_list: ['dist']     # the class centers");
    }

    private void data() {
        line(0, "");
        line(0, "DataLoader:");
        line(1, "Train:");
        line(2, "dataset:");
        line(3, "name: FaceIdentificationDataset");
        line(3, "cls_label_path: " + path(config.training().path()));
        transforms(true);
        line(2, "sampler:");
        line(3, "name: DistributedBatchSampler");
        line(3, "batch_size: " + config.batchSize());
        boolean whole = config.training().size().images() >= config.batchSize();
        line(3, "drop_last: " + (whole ? "True" : "False"));
        line(3, "shuffle: True");
        if (!config.verification().isEmpty()) {
            verification();
        }
    }

    private void verification() {
        List<Path> sets =
                config.verification().stream().map(MeasuredPairs::path).toList();
        line(1, "Eval:");
        line(2, "dataset:");
        line(3, "name: FaceVerificationDataset");
        if (sets.size() == 1) {
            line(3, "cls_label_path: " + path(sets.get(0)));
        } else {
            line(3, "cls_label_path:");
            sets.forEach(set -> line(4, "- " + path(set)));
        }
        transforms(false);
        line(2, "sampler:");
        line(3, "name: BatchSampler");
        line(3, "batch_size: 128");
    }

    private void transforms(boolean training) {
        line(3, "transform_ops:");
        line(4, "- DecodeImage:");
        line(6, "to_rgb: True");
        if (resizes()) {
            line(4, "- ResizeImage:");
            line(6, "size: " + side());
        }
        if (training) {
            line(4, "- RandFlipImage:");
            line(6, "flip_code: 1");
        }
        line(4, "- NormalizeImage:");
        line(6, "scale: 1.0/255.0");
        line(6, "mean: [0.5, 0.5, 0.5]");
        line(6, "std: [0.5, 0.5, 0.5]");
        line(4, "- ToCHWImage:");
    }

    /** Small pictures are not blown up more than to the next size that a network takes. */
    private int side() {
        PictureSizes pictures = config.training().pictures();
        int largest = Math.max(pictures.largestWidth(), pictures.largestHeight());
        boolean small = pictures.read() > 0 && largest <= SMALL_SIDE && !recipe.fixedSide();
        int fitting = (largest + STRIDE - 1) / STRIDE * STRIDE;
        return small ? Math.max(2 * STRIDE, fitting) : USUAL_SIDE;
    }

    private boolean resizes() {
        return !Stream.concat(
                        Stream.of(config.training().pictures()),
                        config.verification().stream().map(MeasuredPairs::pictures))
                .allMatch(pictures -> pictures.areAll(side()));
    }

    private int stepsPerEpoch() {
        return Math.max(1, config.training().size().images() / config.batchSize());
    }

    private String path(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (!whole.startsWith(folder)) {
            return YamlText.of(whole.toString());
        }
        return YamlText.of("./" + folder.relativize(whole));
    }

    private void line(int indent, String content) {
        text.append("  ".repeat(indent)).append(content).append('\n');
    }
}
