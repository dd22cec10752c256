package org.idem.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;

/** The small sound config of the config's own tests, its changes, and plans of it on sets of which only the size is known. */
final class TinyPlan {
    static final Path SET = Path.of("data/train.rec");

    private static final Path SOUND =
            Path.of(System.getProperty("idem.root"), "bundles/org.idem.config/src/test/resources/sound.yaml");

    private TinyPlan() {}

    static ExperimentConfig config(String... overrides) {
        List<String> changes = new ArrayList<>(List.of("Model.class_num=auto"));
        changes.addAll(List.of(overrides));
        return ConfigReader.read(SOUND, changes, ConfigReader.Files.MAY_BE_MISSING)
                .require();
    }

    static DatasetSize set(int images, int identities) {
        return new DatasetSize(SET, images, identities);
    }

    static TrainingPlan of(int images, int identities, String... overrides) {
        return TrainingPlan.of(config(overrides), set(images, identities));
    }
}
