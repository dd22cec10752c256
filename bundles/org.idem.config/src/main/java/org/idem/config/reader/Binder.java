package org.idem.config.reader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.CheckpointConfig;
import org.idem.config.DataConfig;
import org.idem.config.EmaConfig;
import org.idem.config.EvaluationConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.ExportConfig;
import org.idem.config.GlobalConfig;
import org.idem.config.MetricConfig;
import org.idem.config.ModelConfig;
import org.idem.config.PartialFcConfig;
import org.idem.config.ScheduleConfig;
import org.idem.config.StartConfig;
import org.idem.config.TransformSpec;
import org.idem.config.schema.TypedConfig;
import org.idem.config.yaml.ConfigNode;

/** Makes the records of a config without errors. */
final class Binder {
    private static final String METRIC = "Metric.Eval.0.LFWAcc.";

    private final TypedConfig values;

    Binder(TypedConfig values) {
        this.values = values;
    }

    ExperimentConfig bind() {
        return new ExperimentConfig(
                global(),
                new PrecisionBinder(values).bind(),
                model(),
                new LossBinder(values).bind(),
                schedule(),
                new OptimizerBinder(values).bind(),
                values.has("EMA") ? average() : null,
                data("DataLoader.Train"),
                values.has("DataLoader.Eval") ? data("DataLoader.Eval") : null,
                new MetricConfig(
                        values.flag(METRIC + "flip_test"),
                        values.integer(METRIC + "nrof_folds"),
                        values.integer(METRIC + "pca")),
                new ExportConfig(
                        values.text("Export.export_type"),
                        values.text("Export.weights").equals("average"),
                        values.integer("Export.opset")));
    }

    private GlobalConfig global() {
        return new GlobalConfig(
                values.path("Global.output_dir"),
                values.text("Global.name"),
                values.integer("Global.devices"),
                values.numbers("Global.devices", Number::intValue),
                values.text("Global.device"),
                values.flag("Global.tf32"),
                values.integer("Global.threads_per_device"),
                values.longInteger("Global.seed"),
                values.integer("Global.epochs"),
                values.integer("Global.max_train_step"),
                values.integer("Global.accum_steps"),
                values.integer("Global.print_batch_step"),
                values.text("Global.gradient_exchange").equals("bf16"),
                checkpoints(),
                new EvaluationConfig(
                        values.flag("Global.eval_during_train"),
                        values.integer("Global.eval_interval"),
                        values.text("Global.eval_unit").equals("step")),
                new StartConfig(values.path("Global.checkpoint"), values.path("Global.pretrained_model")),
                new DivergenceBinder(values).bind());
    }

    private CheckpointConfig checkpoints() {
        int kept = values.integer("Global.keep_checkpoints");
        return new CheckpointConfig(
                values.integer("Global.save_interval"),
                values.integer("Global.save_interval_steps"),
                Duration.ofMillis(Math.round(values.number("Global.save_interval_minutes") * 60_000)),
                kept == 0 ? Integer.MAX_VALUE : kept);
    }

    private ModelConfig model() {
        Map<String, Object> extra = values.others(
                "Model",
                "name",
                "num_features",
                "class_num",
                "data_format",
                "input_size",
                "recompute",
                "input_image_width",
                "input_image_height",
                "input_image_channel");
        String format = values.text("Model.data_format");
        return new ModelConfig(
                values.text("Model.name"),
                values.integer("Model.num_features"),
                values.integer("Model.class_num"),
                format.isEmpty() ? "auto" : format,
                values.integer("Model.input_size"),
                values.text("Model.recompute"),
                layer("Model.pfc_config."),
                extra);
    }

    private PartialFcConfig layer(String key) {
        List<Double> ratios = values.numbers(key + "sample_ratio_values", Number::doubleValue);
        return new PartialFcConfig(
                ratios.isEmpty() ? List.of(values.number(key + "sample_ratio")) : ratios,
                values.numbers(key + "sample_ratio_boundaries", Number::intValue),
                values.text(key + "sample_block"),
                values.flag(key + "model_parallel"),
                values.flag(key + "sparse_update"),
                values.text(key + "logits"),
                values.text(key + "center_format"),
                values.text(key + "center_storage"),
                values.path(key + "center_folder"));
    }

    private ScheduleConfig schedule() {
        Map<String, Object> extra = values.others(
                "LRScheduler",
                "name",
                "learning_rate",
                "warmup_start_lr",
                "warmup_end_lr",
                "warmup_steps",
                "warmup_epochs",
                "decay_unit");
        return new ScheduleConfig(
                values.text("LRScheduler.name"),
                values.number("LRScheduler.learning_rate"),
                values.number("LRScheduler.warmup_start_lr"),
                values.number("LRScheduler.warmup_end_lr"),
                values.integer("LRScheduler.warmup_steps"),
                values.integer("LRScheduler.warmup_epochs"),
                values.text("LRScheduler.decay_unit"),
                extra);
    }

    private EmaConfig average() {
        return new EmaConfig(
                values.number("EMA.decay"),
                values.flag("EMA.thres_steps"),
                values.flag("EMA.ema_eval"),
                values.integer("EMA.eval_start_epoch"));
    }

    private DataConfig data(String key) {
        return new DataConfig(
                values.text(key + ".dataset.name"),
                values.paths(key + ".dataset.cls_label_path"),
                values.path(key + ".dataset.image_root"),
                transforms(key + ".dataset.transform_ops"),
                values.integer(key + ".sampler.batch_size"),
                values.flag(key + ".sampler.shuffle"),
                values.flag(key + ".sampler.drop_last"),
                values.integer(key + ".loader.num_workers"),
                values.text(key + ".sampler.name"),
                key.equals("DataLoader.Train") ? values.path(key + ".dataset.exclude") : null,
                values.number(key + ".dataset.damage_limit"));
    }

    private List<TransformSpec> transforms(String key) {
        List<TransformSpec> transforms = new ArrayList<>();
        if (values.find(key) instanceof ConfigNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                ConfigNode.Section item = (ConfigNode.Section) sequence.items().get(i);
                String name = item.entries().keySet().iterator().next();
                transforms.add(new TransformSpec(name, values.others(key + "." + i + "." + name)));
            }
        }
        return transforms;
    }
}
