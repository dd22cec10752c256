package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.protocol.InputOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PLSC's configs say of weights what a weight file does not say itself. */
class ConfigModelTest {
    private static final String NAME = "IResNet50_MS1MV3_ArcFace_pfc10_1n8c_dp_mp_fp16o1.yaml";

    @TempDir
    private Path folder;

    private static ExperimentConfig config(String... overrides) {
        Path file = CommandLineFixture.quickstart().resolveSibling(NAME);
        return ConfigReader.read(file, List.of(overrides), ConfigReader.Files.MAY_BE_MISSING)
                .require();
    }

    @Test
    void weightsOfPlscHaveNetworkAndInputOfTheConfig() throws IOException {
        Path weights = folder.resolve("latest");
        Files.write(folder.resolve("latest.pdparams"), new byte[] {1});
        ConfigModel model =
                ConfigModel.of(config("Global.pretrained_model=" + weights, "FP16.level=O0"), Path.of(NAME));
        List<Double> half = List.of(0.5, 0.5, 0.5);
        assertEquals(new ConfigModel(weights, "IResNet50", new InputOptions(112, "rgb", half, half)), model);
        List<String> words = new ArrayList<>(List.of(weights.toString(), "--model", "IResNet50", "--size", "112"));
        words.addAll(List.of("--color", "rgb", "--mean", "0.5,0.5,0.5", "--std", "0.5,0.5,0.5"));
        assertEquals(words, model.words());
        assertEquals(weights, model.source().path());
    }

    @Test
    void aCheckpointOfOursSaysItItself() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{}");
        ConfigModel model = ConfigModel.of(config("Global.pretrained_model=" + folder), Path.of(NAME));
        assertEquals(new ConfigModel(folder, "", InputOptions.NONE), model);
        assertEquals(List.of(folder.toString()), model.words());
    }

    @Test
    void aConfigWithoutWeightsIsRefused() {
        InputException refused = assertThrows(InputException.class, () -> ConfigModel.of(config(), Path.of(NAME)));
        assertTrue(refused.getMessage().contains("names no weights"), refused.getMessage());
    }
}
