package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.onlyError;
import static org.idem.config.reader.Fixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.config.Precision;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            epochs: 4          | epoch: 4             | 1  | 1  | Global.epochs                       | required       | epochs
            device: cpu        | devise: cpu          | 3  | 3  | Global.devise                       | No such key    | did you mean device?
            device: cpu        | batch_size: 3        | 3  | 3  | Global.batch_size                   | No such key    | did you mean DataLoader.Train.sampler.batch_size?
            epochs: 4          | epochs: four         | 2  | 11 | Global.epochs                       | an integer     | give an integer in [1, 100000]
            epochs: 4          | epochs: 2.5          | 2  | 11 | Global.epochs                       | an integer     | give an integer
            epochs: 4          | epochs: 0            | 2  | 11 | Global.epochs                       | [1, 100000]    | epochs
            epochs: 4          | epochs: [4]          | 2  | 11 | Global.epochs                       | a list         | give an integer
            device: cpu        | device: cup          | 3  | 11 | Global.device                       | cup            | did you mean cpu?
            device: cpu        | devices: 0           | 3  | 12 | Global.devices                      | [1, 1024]      | workers
            device: cpu        | devices: [0, x]      | 3  | 12 | Global.devices                      | "x"            | [0, 2]
            device: cpu        | devices: [0, -1]     | 3  | 12 | Global.devices                      | from 0         | [0, 2]
            device: cpu        | eval_during_train: 2 | 3  | 22 | Global.eval_during_train            | a boolean      | True or False
            name: IResNet18    | name: IResNet19      | 5  | 9  | Model.name                          | IResNet19      | did you mean IResNet18?
            class_num: 100     | class_num: many      | 6  | 14 | Model.class_num                     | integer or auto| give an integer or auto
            class_num: 100     | input_size: 100      | 6  | 15 | Model.input_size                    | multiple of 16 | 112
            learning_rate: 0.1 | learning_rate: .nan  | 9  | 18 | LRScheduler.learning_rate           | a number       | give a number
            learning_rate: 0.1 | learning_rate: 1/0   | 9  | 18 | LRScheduler.learning_rate           | a number       | give a number
            weight_decay: 5e-4 | weight_decay: -1     | 12 | 17 | Optimizer.weight_decay              | [0, 1]         | give a number
            weight_decay: 5e-4 | grad_clip: 5         | 12 | 14 | Optimizer.grad_clip                 | a section      | indented
            batch_size: 64     | batch_size: 1e9      | 18 | 19 | DataLoader.Train.sampler.batch_size | [1, 65536]     | images
            """)
    void namesPlaceKeyAndRemedy(
            String old, String changed, int line, int column, String key, String message, String remedy) {
        List<Problem> errors = Fixtures.read(with(old, changed)).errors();
        Problem error = errors.stream()
                .filter(e -> e.key().equals(key))
                .findFirst()
                .orElseThrow(() -> {
                    return new AssertionError(errors.toString());
                });
        assertEquals(Fixtures.FILE, error.file());
        assertEquals(line, error.line(), error.toString());
        assertEquals(column, error.column(), error.toString());
        assertTrue(error.message().contains(message), error.toString());
        assertTrue(error.remedy().contains(remedy), error.toString());
    }

    @Test
    void soundConfigHasNoErrors() {
        LoadedConfig loaded = Fixtures.read(Fixtures.SOUND);
        assertEquals(List.of(), loaded.errors());
        assertEquals(5e-4, loaded.require().optimizer().weightDecay());
        assertEquals(Precision.FP32, loaded.require().precision().mode());
        assertEquals(0.1, loaded.require().schedule().warmupEndLr());
    }

    @Test
    void requireThrowsEveryError() {
        LoadedConfig loaded = Fixtures.read("Global: {epochs: 0, seed: x}");
        InputException thrown = assertThrows(InputException.class, loaded::require);
        assertEquals(loaded.errors(), thrown.problems());
        assertTrue(thrown.problems().size() >= 5, thrown.getMessage());
    }

    @Test
    void emptyFileMissesTheSections() {
        assertTrue(Fixtures.read("Model: {name: IResNet18}").errors().stream().allMatch(e -> e.line() == 1));
        List<String> missing =
                Fixtures.read("").errors().stream().map(Problem::key).toList();
        assertTrue(
                missing.containsAll(List.of("Model", "LRScheduler", "DataLoader", "Global.epochs")),
                missing.toString());
    }

    @Test
    void fp16OnAProcessorIsRefused() {
        Problem error = onlyError(with("device: cpu", "device: cpu\n  precision: fp16"));
        assertEquals(4, error.line());
        assertEquals("Global.precision", error.key());
        assertTrue(error.remedy().contains("bf16"));
    }

    @Test
    void contradictionsAreFound() {
        Problem parts = onlyError(with("epochs: 4", "epochs: 4\n  accum_steps: 3"));
        assertEquals("Global.accum_steps", parts.key());
        Problem warmup = onlyError(with("learning_rate: 0.1", "learning_rate: 0.1\n  warmup_epochs: 4"));
        assertEquals("LRScheduler.warmup_epochs", warmup.key());
        Problem steps = onlyError(with("name: Poly", "name: Step\n  boundaries: [10, 20]\n  values: [0.1, 0.01]"));
        assertEquals("LRScheduler.values", steps.key());
        Problem name = onlyError(with("epochs: 4", "epochs: 4\n  name: ../other"));
        assertEquals("Global.name", name.key());
    }

    @Test
    void keysWithoutEffectAreWarned() {
        LoadedConfig loaded =
                Fixtures.read(with("epochs: 4", "epochs: 4\n  use_dali: True"), "Optimizer.betas=(0.9, 0.99)");
        List<String> warned = loaded.problems().stream().map(Problem::key).toList();
        assertTrue(warned.containsAll(List.of("Global.use_dali", "Optimizer.betas")), warned.toString());
        loaded.require();
        LoadedConfig usual = Fixtures.read(with("epochs: 4", "epochs: 4\n  use_dali: False"));
        assertTrue(usual.problems().stream().noneMatch(p -> p.key().equals("Global.use_dali")));
    }

    @Test
    void missingFilesAreErrorsOnlyWhereTheyMustExist(@TempDir Path folder) throws IOException {
        String text = with("epochs: 4", "epochs: 4\n  pretrained_model: weights/best");
        LoadedConfig loaded = ConfigReader.parse(Fixtures.FILE, text, List.of(), ConfigReader.Files.MUST_EXIST, folder);
        assertEquals(
                List.of("Global.pretrained_model", "DataLoader.Train.dataset.cls_label_path"),
                loaded.errors().stream().map(Problem::key).toList());
        Problem data = loaded.errors().get(1);
        assertEquals(17, data.line());
        assertEquals(23, data.column());
        assertTrue(data.message().contains("data/train.rec"));
        assertTrue(data.remedy().contains("data generate"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("weights"));
        Files.createFile(folder.resolve("data/train.rec"));
        Files.createFile(folder.resolve("weights/best.pdparams"));
        ConfigReader.parse(Fixtures.FILE, text, List.of(), ConfigReader.Files.MUST_EXIST, folder)
                .require();
        Fixtures.read(text).require();
    }

    @Test
    void unreadableFilesAreProblems(@TempDir Path folder) throws IOException {
        LoadedConfig gone = ConfigReader.read(folder.resolve("gone.yaml"), List.of());
        assertTrue(gone.errors().get(0).message().contains("no such file"));
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(1, ConfigReader.read(binary, List.of()).errors().size());
        assertEquals(1, ConfigReader.read(folder, List.of()).errors().size());
    }

    @Test
    void classCountMustBeThatOfTheData() {
        LoadedConfig loaded = Fixtures.read(Fixtures.SOUND);
        assertEquals(List.of(), ConfigCheck.againstData(loaded, 100));
        Problem problem = ConfigCheck.againstData(loaded, 85_742).get(0);
        assertEquals(6, problem.line());
        assertEquals(14, problem.column());
        assertEquals("Model.class_num", problem.key());
        assertTrue(problem.message().contains("100") && problem.message().contains("85,742"), problem.toString());
        assertTrue(problem.remedy().contains("85742"));
        assertEquals(List.of(), ConfigCheck.againstData(Fixtures.read(with("class_num: 100", "class_num: auto")), 7));
        LoadedConfig overridden = Fixtures.read(Fixtures.SOUND, "Model.class_num=5");
        assertEquals(0, ConfigCheck.againstData(overridden, 7).get(0).line());
    }
}
