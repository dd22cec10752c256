package org.idem.bench.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.fuzz.FuzzTarget;

/** The reader of configs. */
final class ConfigTargets {
    static final String SMALL =
            """
            Global:
              epochs: 4
              seed: &two 2
              output_dir: ./runs
            Model:
              name: MobileFaceNet_small
              num_features: 64
              class_num: auto
            Loss:
              Train:
              - MarginLoss: {m1: 1.0, m2: 0.5, m3: 0.0, s: 64.0}
            LRScheduler:
              name: Poly
              learning_rate: 0.1
              warmup_epochs: *two
            Optimizer: {name: Momentum, momentum: 0.9}
            DataLoader:
              Train:
                dataset:
                  name: FaceIdentificationDataset
                  cls_label_path: train.rec
                sampler: {batch_size: 8, drop_last: True}
            """;

    private ConfigTargets() {}

    static Stream<FuzzTarget> all() {
        byte[] small = SMALL.getBytes(StandardCharsets.UTF_8);
        LoadedConfig loaded = ConfigReader.parse(Path.of("config.yaml"), SMALL, List.of());
        byte[] whole = loaded.effectiveYaml().getBytes(StandardCharsets.UTF_8);
        if (loaded.config() == null) {
            throw new IllegalStateException(loaded.problems().toString());
        }
        return Stream.of(config("config", small), config("config-effective", whole));
    }

    private static FuzzTarget config(String name, byte[] sound) {
        return new FuzzTarget(name, Map.of("config.yaml", sound), List.of(InputException.class), ConfigTargets::read);
    }

    /** What is wrong is no exception; each problem of a file names the file. */
    private static void read(Path folder) throws IOException {
        Path file = folder.resolve("config.yaml");
        LoadedConfig loaded = ConfigReader.read(file, List.of(), ConfigReader.Files.MAY_BE_MISSING);
        if ((loaded.config() == null) != !loaded.errors().isEmpty()) {
            throw new IllegalStateException("neither a config nor an error: " + loaded.problems());
        }
        if (loaded.errors().stream().anyMatch(problem -> problem.file() == null)) {
            throw new IllegalStateException("an error of no file: " + loaded.errors());
        }
        if (Files.isRegularFile(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            ConfigReader.isConfig(text);
            ConfigReader.parse(file, text, List.of());
        }
    }
}
