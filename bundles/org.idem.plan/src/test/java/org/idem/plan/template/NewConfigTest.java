package org.idem.plan.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.config.ExperimentConfig;
import org.idem.config.Precision;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.data.LabelCounts;
import org.idem.data.check.PictureSizes;
import org.idem.model.Graphs;
import org.idem.plan.DatasetSize;
import org.idem.plan.ModelSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every config that can be chosen is sound. */
class NewConfigTest {
    @TempDir
    private Path folder;

    private MeasuredSet set(String path, int images, int identities, int side) throws IOException {
        Path file = touch(path);
        return new MeasuredSet(
                file,
                new DatasetSize(file, images, identities, new LabelCounts(identities, identities, 0)),
                new PictureSizes(8, side, side, side, side));
    }

    private MeasuredPairs pairs(String path, int side) throws IOException {
        return new MeasuredPairs(touch(path), 100, new PictureSizes(8, side, side, side, side));
    }

    private Path touch(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private void assertSound(NewConfig config) {
        assertEquals(
                List.of(),
                NewConfigFile.problems(config, folder.resolve("configs/new.yaml"), folder),
                () -> ConfigTemplate.yaml(config, folder));
    }

    private ExperimentConfig read(NewConfig config) {
        String yaml = ConfigTemplate.yaml(config, folder);
        return ConfigReader.parse(folder.resolve("new.yaml"), yaml, List.of(), ConfigReader.Files.MUST_EXIST, folder)
                .require();
    }

    static Stream<String> backbones() {
        return Graphs.names().stream();
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void everyBackboneWithEveryHeadAndPrecisionIsSound(String backbone) throws IOException {
        MeasuredSet set = set("data/faces/train.rec", 8000, 400, 112);
        List<MeasuredPairs> verification = List.of(pairs("data/faces/verify.bin", 112));
        for (HeadTemplate head : HeadTemplate.values()) {
            for (Precision precision : Precision.values()) {
                NewConfig proposed = NewConfig.proposed("faces", set, verification, backbone);
                assertSound(new NewConfig(
                        "faces",
                        set,
                        verification,
                        backbone,
                        head,
                        proposed.batchSize(),
                        proposed.epochs(),
                        precision));
            }
        }
    }

    @Test
    void aSetWithoutVerificationIsSound() throws IOException {
        assertSound(NewConfig.proposed("faces", set("train.rec", 1000, 10, 112), List.of()));
    }

    @Test
    void everyBackboneTakesTheInputOfSmallPictures() throws IOException {
        MeasuredSet set = set("train.rec", 1000, 10, 24);
        for (String backbone :
                List.of("IResNet18", "MobileFaceNet_small", "MobileFaceNet_base", "FaceViT_tiny_patch9_112")) {
            ExperimentConfig config = read(NewConfig.proposed("faces", set, List.of(), backbone));
            Graphs.graph(ModelSpecs.of(config.model()));
        }
    }

    @Test
    void setsOfEverySizeGetASoundProposal() throws IOException {
        for (int images : List.of(4, 36, 1000, 5_179_510)) {
            for (int side : List.of(24, 64, 160)) {
                for (String backbone : Graphs.names()) {
                    int identities = Math.max(2, Math.min(93_431, images / 10));
                    MeasuredSet set = set("data/faces/train.rec", images, identities, side);
                    assertSound(NewConfig.proposed("faces", set, List.of(pairs("lfw.bin", 112)), backbone));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/faces/train.rec",
                "true/label.txt",
                "it's # one: [of, many]/train.rec",
                "& *anchor/ % @/train.rec",
                "\u4eba\u8138 \ud83d\ude00/train.rec",
                "line\nbreak \"and\" tab\t\\/train.rec"
            })
    void pathsAreReadBackAsTheyAre(String path) throws IOException {
        MeasuredSet set = set(path, 100, 10, 112);
        MeasuredPairs pairs = pairs(path + ".bin", 112);
        NewConfig config = NewConfig.proposed("n", set, List.of(pairs, pairs("other.bin", 112)));
        assertSound(config);
        assertEquals(set.path(), folder.resolve(read(config).train().path()).normalize());
        assertEquals(
                List.of(pairs.path(), folder.resolve("other.bin")),
                read(config).eval().paths().stream()
                        .map(file -> folder.resolve(file).normalize())
                        .toList());
    }

    @Test
    void aSetElsewhereIsNamedInFull(@TempDir Path elsewhere) throws IOException {
        Path file = Files.createFile(elsewhere.resolve("train.rec"));
        MeasuredSet inside = set("train.rec", 100, 10, 112);
        MeasuredSet set = new MeasuredSet(file, inside.size(), inside.pictures());
        assertEquals(file, read(NewConfig.proposed("n", set, List.of())).train().path());
    }

    @Test
    void picturesOfAnotherSizeAreScaledForBoth() throws IOException {
        MeasuredSet small = set("train.rec", 100, 10, 60);
        ExperimentConfig config =
                read(NewConfig.proposed("n", small, List.of(pairs("lfw.bin", 112)), "MobileFaceNet_small"));
        assertEquals(64, config.model().inputSize());
        String yaml = ConfigTemplate.yaml(
                NewConfig.proposed("n", small, List.of(pairs("lfw.bin", 112)), "MobileFaceNet_small"), folder);
        assertEquals(3, yaml.split("ResizeImage:", -1).length, yaml);
        MeasuredSet usual = set("train.rec", 100, 10, 112);
        assertFalse(ConfigTemplate.yaml(NewConfig.proposed("n", usual, List.of()), folder)
                .contains("ResizeImage"));
    }

    @Test
    void whatCannotBeTrainedIsSaidBeforeItIsWritten() throws IOException {
        MeasuredSet one = set("train.rec", 100, 1, 112);
        List<String> messages = new ArrayList<>();
        NewConfigFile.problems(NewConfig.proposed("n", one, List.of()), folder.resolve("n.yaml"), folder)
                .forEach(problem -> messages.add(problem.message()));
        assertTrue(messages.toString().contains("All images are of one identity"), messages.toString());
    }

    @Test
    void namesAreThoseOfFolders() {
        assertEquals("ms1m-v3", NewConfig.runName("ms1m v3"));
        assertEquals("training", NewConfig.runName("\u4eba\u8138"));
        assertEquals("x", NewConfig.runName("-.x.-"));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path file = NewConfigFile.free(folder, "faces");
        NewConfigFile.write(file, "Global: {}\n");
        assertThrows(InputException.class, () -> NewConfigFile.write(file, "other"));
        assertEquals("Global: {}\n", Files.readString(file));
        assertEquals(folder.resolve("configs/faces-2.yaml"), NewConfigFile.free(folder, "faces"));
    }
}
