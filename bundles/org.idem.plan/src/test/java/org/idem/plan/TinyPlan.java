package org.idem.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;

/** A small sound config, its changes, and plans of it on sets of which only the size is known. */
final class TinyPlan {
    static final Path SET = Path.of("data/train.rec");

    private static final String SOUND =
            """
            Global:
              epochs: 4
              device: cpu
            Model:
              name: IResNet18
              class_num: auto
            LRScheduler:
              name: Poly
              learning_rate: 0.1
            Optimizer:
              name: Momentum
              weight_decay: 5e-4
            DataLoader:
              Train:
                dataset:
                  cls_label_path: data/train.rec
                sampler:
                  batch_size: 64
            """;

    private TinyPlan() {}

    static ExperimentConfig config(String... overrides) {
        return ConfigReader.parse(Path.of("experiment.yaml"), SOUND, new ArrayList<>(List.of(overrides)))
                .require();
    }

    static DatasetSize set(int images, int identities) {
        return new DatasetSize(SET, images, identities);
    }

    static TrainingPlan of(int images, int identities, String... overrides) {
        return TrainingPlan.of(config(overrides), set(images, identities));
    }
}
