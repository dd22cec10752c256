package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.SOUND;
import static org.idem.config.reader.Fixtures.onlyError;
import static org.idem.config.reader.Fixtures.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.idem.config.AdamWConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.GradClipConfig;
import org.idem.config.OptimizerConfig;
import org.idem.config.loss.MarginLoss;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

    @Test
    void laterOnesWinAndOriginsAreKept() {
        LoadedConfig loaded = read(SOUND, "Global.epochs=7", "Global.epochs=8", "Loss.Train.0.MarginLoss.m2=0.3");
        assertEquals(8, loaded.require().global().epochs());
        assertEquals(0.3, ((MarginLoss) loaded.require().loss()).m2());
        assertEquals("override", loaded.origins().get("Global.epochs"));
        assertEquals("experiment.yaml:5", loaded.origins().get("Model.name"));
        assertEquals("default", loaded.origins().get("Global.seed"));
        assertTrue(loaded.effectiveYaml().contains("epochs: 8 # override\n"));
        assertEquals(new TextPosition(5, 9), loaded.positions().get("Model.name"));
    }

    @Test
    void valuesAreParsedAsInAFile() {
        assertEquals(
                "Model.pfc_config", onlyError(SOUND, "Model.pfc_config=[1]").key());
        OptimizerConfig optimizer = read(
                        SOUND,
                        "Optimizer.name=AdamW",
                        "Optimizer.betas=(0.8, 0.99)",
                        "Optimizer.weight_decay=1.0/4",
                        "Optimizer.grad_clip={clip_norm: 2, no_clip_list: ['dist', bias]}")
                .require()
                .optimizer();
        GradClipConfig clip = new GradClipConfig(2, Double.POSITIVE_INFINITY, false, List.of("dist", "bias"));
        assertEquals(
                new OptimizerConfig("AdamW", 0.9, 0.25, new AdamWConfig(0.8, 0.99, 1e-8), 0.001, null, clip, List.of()),
                optimizer);
    }

    @Test
    void listsPathsAndCounts() {
        ExperimentConfig config = read(
                        SOUND,
                        "DataLoader.Train.dataset.cls_label_path=a=b.rec",
                        "Global.devices=[0, 1]",
                        "Global.name='x'",
                        "DataLoader.Eval.dataset.cls_label_path=[lfw.bin, cfp.bin]")
                .require();
        assertEquals(Path.of("a=b.rec"), config.train().path());
        assertEquals(2, config.global().devices());
        assertEquals("x", config.global().runName());
        assertEquals(
                List.of(Path.of("lfw.bin"), Path.of("cfp.bin")), config.eval().paths());
        assertEquals(3, config.eval().transforms().size());
        assertEquals(2, read(SOUND, "Global.devices=0,1").require().global().devices());
        assertEquals(2, read(SOUND, "Global.devices=2").require().global().devices());
        assertEquals(
                List.of(), read(SOUND, "Global.devices=2").require().global().cards());
        assertEquals(
                List.of(0, 0),
                read(SOUND, "Global.devices=[0, 0]").require().global().cards());
        assertEquals(
                List.of(3), read(SOUND, "Global.devices=[3]").require().global().cards());
    }

    @Test
    void numbersOfCardsHaveNoEffectOnAProcessor() {
        assertEquals(1, ofDevices("Global.device=cpu", "Global.devices=[0, 2]"));
        assertEquals(0, ofDevices("Global.device=cpu", "Global.devices=2"));
        assertEquals(0, ofDevices("Global.device=auto", "Global.devices=[0, 2]"));
    }

    private static long ofDevices(String... overrides) {
        return read(SOUND, overrides).problems().stream()
                .filter(problem -> problem.key().equals("Global.devices"))
                .count();
    }

    @Test
    void nullTakesOut() {
        String eval = SOUND + "  Eval:\n    dataset:\n      cls_label_path: x.bin\n";
        assertEquals(Path.of("x.bin"), read(eval).require().eval().path());
        assertNull(read(eval, "DataLoader.Eval=null").require().eval());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Global.epoch=3                    | Global.epoch                     | did you mean epochs?
            Globl.epochs=3                    | Globl.epochs                     | did you mean Global.epochs?
            Loss.Train.MarginLoss.m2=3        | Loss.Train.MarginLoss.m2         | Loss.Train.*.MarginLoss.m2
            Loss.Train.1.MarginLoss.m2=0.3    | Loss.Train.1.MarginLoss.m2       | it has 1
            xyz=1                             | xyz                              | known here: Global
            Global.epochs                     | ''                               | Global.epochs=20
            =3                                | ''                               | Global.epochs=20
            Global.epochs=__import__('os')    | Global.epochs                    | give an integer
            Global.epochs=[                   | Global.epochs                    | brackets
            Model.name={a: 1}                 | Model.name                       | give one of
            Model=5                           | Model                            | indented
            """)
    void mistakesSayThatTheyAreInAnOverride(String override, String key, String remedy) {
        Problem error = onlyError(SOUND, override);
        assertEquals(key, error.key());
        assertNull(error.file());
        assertTrue(error.message().contains("override"), error.toString());
        assertTrue(error.remedy().contains(remedy), error.toString());
    }

    @Test
    void effectiveYamlSurvivesAwkwardValues() {
        LoadedConfig first = read(
                SOUND,
                "DataLoader.Train.dataset.cls_label_path=my data: #1/tr\"ain\\.rec",
                "DataLoader.Train.dataset.image_root=- x",
                "Optimizer.no_weight_decay_name=[\"a, b\", 'c: d', '', '[x]', \"true\"]");
        LoadedConfig second = read(first.effectiveYaml());
        assertEquals(first.require(), second.require());
        assertEquals(
                List.of("a, b", "c: d", "", "[x]", "true"),
                second.require().optimizer().noWeightDecay());
    }
}
