package org.idem.config.reader;

import java.util.List;
import org.idem.config.loss.LossConfig;
import org.idem.config.schema.TypedConfig;
import org.idem.config.yaml.SourceLocation;
import org.idem.core.Problem;

/** What no single key shows: values that do not go together. */
final class ConsistencyChecks {
    private static final int STRIDE = 16;

    private final TypedConfig values;
    private final List<Problem> problems;

    ConsistencyChecks(TypedConfig values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    void check() {
        model();
        devices();
        precision();
        schedule();
        layer();
        loss();
        batches();
        lengths();
        name();
        new TransformChecks(values, problems).check();
    }

    private void model() {
        int size = values.integer("Model.input_size");
        if (size % STRIDE != 0) {
            error("Model.input_size", "Must be a multiple of 16, not " + size, "give 112, for example");
        }
        for (String side : List.of("Model.input_image_width", "Model.input_image_height")) {
            if (values.has(side) && values.integer(side) != size) {
                error(side, "Contradicts an input size of " + size, "images are square; keep Model.input_size only");
            }
        }
    }

    private void precision() {
        if (!values.text("Global.precision").equals("fp16")) {
            return;
        }
        String remedy = "give Global.precision auto, bf16 or fp32";
        switch (values.text("Global.device")) {
            case "cpu" -> error("Global.precision", "Processors do not compute in fp16", remedy);
            case "auto" -> warn("Global.precision", "This needs a graphics card; a processor refuses it", remedy);
            default -> {}
        }
    }

    private void devices() {
        if (values.text("Global.device").equals("cpu")
                && !values.list("Global.devices").isEmpty()) {
            int workers = values.integer("Global.devices");
            warn(
                    "Global.devices",
                    "On the processor the numbers of cards have no effect",
                    "give " + workers + " for as many workers");
        }
    }

    private void schedule() {
        int epochs = values.integer("Global.epochs");
        int warmup = values.integer("LRScheduler.warmup_epochs");
        int steps = values.integer("LRScheduler.warmup_steps");
        if (steps > 0 && warmup > 0) {
            warn("LRScheduler.warmup_epochs", "warmup_steps counts, this has no effect", "remove one of them");
        } else if (epochs > 0 && warmup >= epochs) {
            error("LRScheduler.warmup_epochs", "The warm-up is as long as the training", "give less than " + epochs);
        }
        boolean step = values.text("LRScheduler.name").equals("Step");
        if (step && !values.list("LRScheduler.values").isEmpty()) {
            stages("LRScheduler.values", "LRScheduler.boundaries");
        }
    }

    private void stages(String key, String boundaries) {
        int bounds = values.list(boundaries).size();
        int count = values.list(key).size();
        if ((bounds > 0 || count > 0) && count != bounds + 1) {
            String message = "Must have one value more than boundaries: " + (bounds + 1) + ", not " + count;
            error(key, message, "add or remove values");
        }
    }

    private void layer() {
        String ratio = "Model.pfc_config.sample_ratio";
        stages(ratio + "_values", ratio + "_boundaries");
        boolean staged = !values.list(ratio + "_values").isEmpty();
        if (staged && values.place(ratio).origin() != SourceLocation.Origin.DEFAULT) {
            warn(ratio, "sample_ratio_values counts, this has no effect", "remove one of them");
        }
        boolean divided = values.flag("Model.pfc_config.model_parallel");
        if (!divided && values.text("Model.pfc_config.logits").equals("tiled")) {
            String remedy = "give auto or full, or model_parallel True";
            error("Model.pfc_config.logits", "Tiles need class centers that are divided over the workers", remedy);
        }
        parallelLoss();
    }

    private void parallelLoss() {
        String loss = "Loss.Train.0.MarginLoss.model_parallel";
        boolean given = values.place(loss).origin() != SourceLocation.Origin.DEFAULT;
        if (given && values.flag(loss) != values.flag("Model.pfc_config.model_parallel")) {
            String remedy = "give both the same value; that of pfc_config counts";
            warn(loss, "Contradicts Model.pfc_config.model_parallel", remedy);
        }
    }

    private void loss() {
        LossBinder binder = new LossBinder(values);
        if (binder.section() == null) {
            return;
        }
        LossConfig loss = binder.bind();
        String section = binder.section() + ".";
        loss.contradictions().forEach(found -> {
            if (values.has(section + found.key())) {
                error(section + found.key(), found.message(), found.remedy());
            }
        });
        if (loss.stageRatios().isEmpty()) {
            return;
        }
        for (String ratio : List.of("sample_ratio", "sample_ratio_values")) {
            String key = "Model.pfc_config." + ratio;
            if (values.place(key).origin() != SourceLocation.Origin.DEFAULT) {
                warn(key, loss.key() + ".ratios counts, this has no effect", "remove it");
            }
        }
    }

    private void batches() {
        int batch = values.integer("DataLoader.Train.sampler.batch_size");
        int parts = values.integer("Global.accum_steps");
        if (batch > 0 && parts > 0 && batch % parts != 0) {
            String message = "The batch of " + batch + " does not divide into " + parts + " parts";
            error("Global.accum_steps", message, "give a divisor of DataLoader.Train.sampler.batch_size");
        }
        boolean wanted = values.flag("Global.eval_during_train");
        boolean given = values.place("Global.eval_during_train").origin() != SourceLocation.Origin.DEFAULT;
        if (wanted && given && !values.has("DataLoader.Eval")) {
            String remedy = "add DataLoader.Eval, or set eval_during_train False";
            warn("Global.eval_during_train", "There is no verification set", remedy);
        }
    }

    private void lengths() {
        length("Optimizer.betas", 2);
        length("Model.blocks", 4);
    }

    private void length(String key, int length) {
        int found = values.list(key).size();
        if (values.has(key) && found != length) {
            error(key, "Must have " + length + " values, not " + found, "add or remove values");
        }
    }

    private void name() {
        String name = values.text("Global.name");
        boolean given = values.place("Global.name").origin() != SourceLocation.Origin.DEFAULT;
        if (given && !name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
            String remedy = "use letters, digits, dot, hyphen and underscore";
            error("Global.name", "\"" + name + "\" cannot be part of a folder's name", remedy);
        }
    }

    private void error(String key, String message, String remedy) {
        problems.add(values.place(key).error(key, message, remedy));
    }

    private void warn(String key, String message, String remedy) {
        problems.add(values.place(key).warning(key, message, remedy));
    }
}
