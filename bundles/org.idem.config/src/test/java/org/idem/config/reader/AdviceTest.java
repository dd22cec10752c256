package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.SOUND;
import static org.idem.config.reader.Fixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Advice that helps: one mistake is one problem, and following its remedy loses nothing. */
class AdviceTest {
    @TempDir
    private Path folder;

    /** What a config has beside the set that is not there. */
    private static List<Problem> problems(String text) {
        return Fixtures.read(text).problems().stream()
                .filter(p -> !p.message().startsWith("There is no data"))
                .toList();
    }

    private static Problem only(String text) {
        List<Problem> problems = problems(text);
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            name: Momentum    | {name: Momentun, momentum: 0.9, betas: [0.9, 0.99]} | Optimizer.name   | Momentum
            name: Momentum    | {name: Adam, eps: 1e-8}                             | Optimizer.name   | AdamW
            name: Poly        | {name: Linear, learning_rate: 0.1, eta_min: 0}      | LRScheduler.name | Poly
            name: IResNet18   | {name: ViT, drop_path_rate: 0.1, blocks: [1,2,3,4]} | Model.name       | FaceViT
            name: IResNet18   | {name: [IResNet18], data_format: NCHW}              | Model.name       | IResNet18
            """)
    void anUnknownNameIsSaidAlone(String old, String section, String key, String remedy) {
        String name = key.substring(0, key.indexOf('.'));
        String text = SOUND.replaceAll("(?ms)^" + name + ":\n(  .*?\n)+?(?=^\\S)", name + ": " + section + "\n");
        Problem error = only(text);
        assertEquals(key, error.key());
        assertEquals(Problem.Severity.ERROR, error.severity());
        assertTrue(error.remedy().contains(remedy), error.remedy());
    }

    @Test
    void aSamplersUnknownNameIsSaidAlone() {
        Problem error = only(with("batch_size: 64", "batch_size: 64\n      name: Shuffled\n      shuffle: True"));
        assertEquals("DataLoader.Train.sampler.name", error.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFaceLoss", "CosLoss"})
    void anUnknownHeadIsToBeReplacedAndNotRemoved(String head) {
        Problem error = only(SOUND + "Loss:\n  Train:\n    - " + head + ": {m2: 0.5}\n");
        assertEquals("Loss.Train.0." + head, error.key());
        assertFalse(error.remedy().contains("remove"), error.remedy());
        assertTrue(error.remedy().contains("MarginLoss"), error.remedy());
    }

    @Test
    void aKeyThatIsThereAlreadyIsNotWhatWasMeant() {
        Problem error = only(with("learning_rate: 0.1", "learning_rate: 0.1\n  learning_rat: 0.2"));
        assertFalse(error.remedy().contains("did you mean learning_rate?"), error.remedy());
    }

    @Test
    void theLastOfTwoSectionsCountsAsInPyYaml() {
        LoadedConfig loaded =
                Fixtures.read(SOUND + "Export:\n  export_type: onnx\n  opset: 15\nExport:\n  export_type: onnx\n");
        Problem warning = loaded.problems().stream()
                .filter(p -> p.key().equals("Export"))
                .findFirst()
                .orElseThrow();
        assertEquals(Problem.Severity.WARNING, warning.severity());
        assertEquals(22, warning.line());
        assertTrue(warning.message().contains("line 19"), warning.message());
        assertEquals(13, loaded.require().export().opset());
        assertEquals(
                8,
                Fixtures.read(with("epochs: 4", "epochs: 4\n  epochs: 8"))
                        .require()
                        .global()
                        .epochs());
    }

    @Test
    void theFormerSpellingOfTheTrainingLoopIsTaken() {
        assertEquals(List.of(), problems(with("epochs: 4", "epochs: 4\n  train_epoch_func: defualt_train_one_epoch")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            DecodeImage    | to_rgb: True         | to_rgb: False
            NormalizeImage | mean: [0.5, 0.5, 0.5] | mean: [0.4, 0.5, 0.5]
            NormalizeImage | std: [0.5, 0.5, 0.5] | std: [0.25, 0.25, 0.25]
            NormalizeImage | scale: 1.0/255.0     | scale: 0.5
            """)
    void transformsThatDisagreeAreWarnedOf(String op, String train, String eval) {
        String text = SOUND.replace(
                        "label_path: data/train.rec",
                        "label_path: data/train.rec\n      transform_ops: [{" + op + ": {" + train + "}}]")
                + "  Eval:\n    dataset:\n      cls_label_path: data/a.bin\n      transform_ops: [{" + op + ": {" + eval
                + "}}]\n    sampler:\n      batch_size: 64\n";
        Problem warning = only(text);
        assertEquals(Problem.Severity.WARNING, warning.severity());
        String key = train.substring(0, train.indexOf(':'));
        assertEquals("DataLoader.Eval.dataset.transform_ops.0." + op + "." + key, warning.key());
        assertTrue(warning.message().contains("training"), warning.message());
        assertEquals(List.of(), problems(text.replace(eval, train)));
    }

    @Test
    void aPythonConfigIsToldWithTheWayToWriteItHere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ms1mv3_r50.py"),
                """
                from easydict import EasyDict as edict

                config = edict()
                config.margin_list = (1.0, 0.5, 0.0)
                config.network = "r50"
                config.embedding_size = 512
                config.sample_rate = 0.2
                config.batch_size = 128
                config.lr = 0.1
                config.num_epoch = 20
                config.rec = "/train_tmp/ms1m-retinaface-t1"
                config.num_classes = 93431
                """);
        LoadedConfig loaded = ConfigReader.read(file, List.of());
        Problem error = loaded.errors().get(0);
        assertEquals(1, loaded.problems().size(), loaded.problems().toString());
        assertEquals(file, error.file());
        assertTrue(error.message().contains("arcface_torch"), error.message());
        for (String line : List.of(
                "Model.name: IResNet50",
                "Model.num_features: 512",
                "Model.class_num: 93431",
                "Model.pfc_config.sample_ratio: 0.2",
                "DataLoader.Train.sampler.batch_size: 128",
                "LRScheduler.learning_rate: 0.1",
                "Global.epochs: 20",
                "cls_label_path: /train_tmp/ms1m-retinaface-t1/train.rec",
                "MarginLoss: {m1: 1.0, m2: 0.5, m3: 0.0}")) {
            assertTrue(error.remedy().contains(line), line + " is not in " + error.remedy());
        }
    }

    @Test
    void otherPythonIsNoConfig() throws Exception {
        Path file = Files.writeString(folder.resolve("train.py"), "import torch\nprint(\"Global:\")\n");
        Problem error = ConfigReader.read(file, List.of()).errors().get(0);
        assertTrue(error.message().contains("Python"), error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Global:\n  epochs: 4\n",
                "# comment\n\"Model\": {name: IResNet18}\n",
                "\uFEFFDataLoader:\n  Train: {}\n",
                "Global: {epochs: 4}\r\nModel:\r\n  name: x\r\n",
                "DataLoader:\n  Train:\n   dataset: [\n"
            })
    void configsAreKnownByTheirContent(String text) {
        assertTrue(ConfigReader.isConfig(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name: CI\non: [push]\njobs: {}\n",
                "Global.epochs:\n  type: integer\n",
                "- Global: x\n",
                "Model.name:\n  type: choice\n",
                "text: |\n  Global:\n    epochs: 4\n",
                "Loss: 5\nAccuracy: 7\n",
                "Model: ResNet\nversion: 3\n",
                "Metric: accuracy\n"
            })
    void otherYamlIsNone(String text) {
        assertFalse(ConfigReader.isConfig(text), text);
    }
}
