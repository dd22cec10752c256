package org.idem.config.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.Problem;

/** A Python config of insightface's arcface_torch, and how what it says is written here. Nothing of it is run. */
final class ArcfaceTorchConfig {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^\\s*config\\.(\\w+)\\s*=\\s*(.+?)\\s*(?:#.*)?$", Pattern.MULTILINE);

    /** Keys that have one of the same meaning, and how it is called here. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("embedding_size", "Model.num_features"),
            Map.entry("num_classes", "Model.class_num"),
            Map.entry("sample_rate", "Model.pfc_config.sample_ratio"),
            Map.entry("interclass_filtering_threshold", "Loss.Train.0.MarginLoss.interclass_filtering_threshold"),
            Map.entry("batch_size", "DataLoader.Train.sampler.batch_size"),
            Map.entry("gradient_acc", "Global.accum_steps"),
            Map.entry("num_epoch", "Global.epochs"),
            Map.entry("warmup_epoch", "LRScheduler.warmup_epochs"),
            Map.entry("lr", "LRScheduler.learning_rate"),
            Map.entry("momentum", "Optimizer.momentum"),
            Map.entry("weight_decay", "Optimizer.weight_decay"),
            Map.entry("seed", "Global.seed"),
            Map.entry("frequent", "Global.print_batch_step"),
            Map.entry("verbose", "Global.eval_interval"),
            Map.entry("output", "Global.output_dir"),
            Map.entry("num_workers", "DataLoader.Train.loader.num_workers"));

    private static final Map<String, String> NETWORKS = Map.of(
            "r18", "IResNet18",
            "r34", "IResNet34",
            "r50", "IResNet50",
            "r100", "IResNet100",
            "r200", "IResNet200",
            "mbf", "MobileFaceNet_base",
            "mbf_large", "MobileFaceNet_large");

    private static final Map<String, String> OPTIMIZERS = Map.of("sgd", "Momentum", "adamw", "AdamW");

    private ArcfaceTorchConfig() {}

    /** Whether a file is written in Python, this or another. */
    static boolean isPython(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".py");
    }

    /** What is said of a Python file: what it is, and the lines that say the same here. */
    static Problem explain(Path file, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher assignments = ASSIGNMENT.matcher(text);
        while (assignments.find()) {
            values.put(assignments.group(1), assignments.group(2));
        }
        if (values.isEmpty()) {
            return Problem.error(file, "", "This is a Python program, no config", "give a YAML file in PLSC's form");
        }
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.addAll(lines(key, value)));
        String begin = "begin with ./idem config show configs/quickstart.yaml and set there: ";
        return Problem.error(
                file,
                "",
                "This is a config of arcface_torch, a Python program; configs here are YAML in PLSC's form",
                begin + String.join("; ", lines));
    }

    private static List<String> lines(String key, String value) {
        String text = value.replaceAll("^[\"']|[\"']$", "");
        return switch (key) {
            case "network" -> List.of("Model.name: " + network(text));
            case "optimizer" -> List.of("Optimizer.name: " + OPTIMIZERS.getOrDefault(text, text));
            case "rec" -> List.of("DataLoader.Train.dataset.cls_label_path: " + text + "/train.rec");
            case "margin_list" -> margins(text);
            case "fp16" -> text.equals("True") ? List.of("Global.precision: auto") : List.of();
            case "lr" -> List.of(
                    "LRScheduler.learning_rate: " + text, "LRScheduler.name: Poly", "LRScheduler.power: 1");
            default -> KEYS.containsKey(key) ? List.of(KEYS.get(key) + ": " + text) : List.of();
        };
    }

    private static String network(String name) {
        Matcher transformer = Pattern.compile("vit_([tsbl]).*").matcher(name);
        if (transformer.matches()) {
            String size =
                    switch (transformer.group(1)) {
                        case "t" -> "tiny";
                        case "s" -> "small";
                        case "b" -> "base";
                        default -> "large";
                    };
            return "FaceViT_" + size + "_patch9_112";
        }
        return NETWORKS.getOrDefault(name, name);
    }

    private static List<String> margins(String list) {
        String[] margins = list.replaceAll("[()\\[\\]\\s]", "").split(",");
        return margins.length != 3
                ? List.of()
                : List.of("Loss.Train: [MarginLoss: {m1: " + margins[0] + ", m2: " + margins[1] + ", m3: " + margins[2]
                        + "}]");
    }
}
