package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.GradClipConfig;
import org.idem.config.MetricConfig;
import org.idem.config.Precision;
import org.idem.config.PrecisionConfig;
import org.idem.config.TransformSpec;
import org.idem.config.loss.MarginLoss;
import org.idem.config.schema.Schema;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.config.yaml.YamlSource;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SeedConfigsTest {
    private static final String TAIL = "_1n8c_dp_mp_fp16o1.yaml";
    private static final String WEBFACE = "_WebFace42M_CosFace_";

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(Fixtures.CONFIGS)) {
            List<Path> configs =
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
            assertEquals(7, configs.size());
            return configs;
        }
    }

    private static ExperimentConfig load(String name) {
        return ConfigReader.read(Fixtures.CONFIGS.resolve(name), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .require();
    }

    @ParameterizedTest
    @MethodSource("all")
    void warnsOfNothingButMissingData(Path file) {
        LoadedConfig loaded = ConfigReader.read(file, List.of(), ConfigReader.Files.MAY_BE_MISSING);
        assertFalse(loaded.problems().isEmpty());
        for (Problem problem : loaded.problems()) {
            assertTrue(problem.message().startsWith("There is no "), problem.toString());
            assertTrue(problem.line() > 0 && problem.column() > 0, problem.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyKeyIsInTheSchema(Path file) {
        List<String> keys = new ArrayList<>();
        ConfigNode tree = new YamlSource(file, Origin.FILE, new ArrayList<>())
                .read(Fixtures.seed(file))
                .orElseThrow();
        ConfigNode.leaves("", tree, (key, leaf) -> keys.add(key));
        assertTrue(keys.size() > 40);
        for (String key : keys) {
            String named = key.replaceAll("\\.\\d+$", "");
            assertTrue(Schema.find(key).or(() -> Schema.find(named)).isPresent(), key);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void effectiveYamlReadsBackTheSame(Path file) {
        LoadedConfig first = ConfigReader.read(file, List.of(), ConfigReader.Files.MAY_BE_MISSING);
        LoadedConfig second = Fixtures.read(first.effectiveYaml());
        assertEquals(first.require(), second.require());
        assertEquals(uncommented(first.effectiveYaml()), uncommented(second.effectiveYaml()));
        assertEquals(first.origins().keySet(), second.origins().keySet());
    }

    private static String uncommented(String yaml) {
        return yaml.replaceAll(" # default", "");
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet50_MS1MV3_ArcFace_pfc10,      IResNet50,          93431, 1.0, 0.5, 0.0, 20,  2000, 100, 128, 5e-4,"
                + " true,  2",
        "IResNet100_WebFace42M_CosFace_pfc02, IResNet100,         2059906, 0.2, 0, 0.4, 20, 10370,  10, 128, 5e-4,"
                + " false, 2",
        "MobileFaceNet_WebFace42M_CosFace_pfc02, MobileFaceNet_base, 2059906, 0.2, 0, 0.4, 20, 10000, 100, 256, 1e-4,"
                + " true, 2",
        "FaceViT_tiny_patch9_112_WebFace42M_CosFace_pfc10_droppath005_mask0, FaceViT_tiny_patch9_112, 2059906, 1.0, 0,"
                + " 0.4, 40, 4000, 200, 256, 0.1, false, 5",
        "FaceViT_tiny_patch9_112_WebFace42M_CosFace_pfc02_droppath005_mask0, FaceViT_tiny_patch9_112, 2059906, 0.2, 0,"
                + " 0.4, 40, 4000, 200, 256, 0.1, false, 5",
        "FaceViT_base_patch9_112_WebFace42M_CosFace_pfc03_droppath005_mask005, FaceViT_base_patch9_112, 2059906, 0.3,"
                + " 0, 0.4, 40, 4000, 10, 256, 0.1, false, 2",
    })
    void holdsPlscsValues(
            String file,
            String model,
            int classes,
            double ratio,
            double m2,
            double m3,
            int epochs,
            int evalInterval,
            int printed,
            int batch,
            double decay,
            boolean alwaysClip,
            int kept) {
        ExperimentConfig config = load(file + TAIL);
        assertEquals(model, config.model().name());
        assertEquals(classes, config.model().classNum());
        assertEquals(List.of(ratio), config.model().layer().sampleRatios());
        assertEquals(new MarginLoss(1.0, m2, m3, 64.0, false, 0), config.loss());
        assertEquals(epochs, config.global().epochs());
        assertEquals(evalInterval, config.global().evaluation().interval());
        assertTrue(config.global().evaluation().byStep());
        assertEquals(printed, config.global().printBatchStep());
        assertEquals(kept, config.global().checkpoints().kept());
        assertEquals(batch, config.train().batchSize());
        assertEquals(decay, config.optimizer().weightDecay());
        assertEquals(
                new GradClipConfig(5.0, Double.POSITIVE_INFINITY, alwaysClip, List.of("dist")),
                config.optimizer().clip());
        assertEquals(new PrecisionConfig(Precision.AUTO, null), config.precision());
    }

    @Test
    void readsArcFaceOnMs1mv3Whole() {
        ExperimentConfig config = load("IResNet50_MS1MV3_ArcFace_pfc10" + TAIL);
        DataConfig train = config.train();
        assertEquals(Path.of("./dataset/MS1M_v3/label.txt"), train.path());
        assertEquals(Path.of("./dataset/MS1M_v3"), train.imageRoot());
        assertTrue(train.shuffle());
        assertFalse(train.dropLast());
        assertEquals(8, train.workers());
        assertEquals("NHWC", config.model().dataFormat());
        assertTrue(
                config.model().layer().modelParallel() && config.model().layer().sparseUpdate());
        assertEquals(
                List.of("DecodeImage", "RandFlipImage", "NormalizeImage", "ToCHWImage"),
                train.transforms().stream().map(TransformSpec::name).toList());
        Map<String, Object> normalize = train.transforms().get(2).args();
        assertEquals(1.0 / 255.0, normalize.get("scale"));
        assertEquals(List.of(0.5, 0.5, 0.5), normalize.get("mean"));
        assertEquals(1, train.transforms().get(1).args().get("flip_code"));
        assertEquals(
                List.of("DecodeImage", "NormalizeImage", "ToCHWImage"),
                config.eval().transforms().stream().map(TransformSpec::name).toList());
        assertEquals(
                Path.of("./dataset/MS1M_v3/agedb_30/label.txt"), config.eval().path());
        assertEquals(new MetricConfig(true, 10), config.metric());
        assertNull(config.global().start().checkpoint());
        assertEquals("IResNet50", config.global().runName());
    }

    @Test
    void readsSchedulesAndAdamW() {
        ExperimentConfig vit = load("FaceViT_base_patch9_112" + WEBFACE + "pfc03_droppath005_mask005" + TAIL);
        assertEquals(4, vit.schedule().warmupEpochs());
        assertEquals(0.001, vit.schedule().warmupEndLr());
        assertEquals("AdamW", vit.optimizer().name());
        assertEquals(0.9, vit.optimizer().adamW().beta1());
        assertEquals(0.999, vit.optimizer().adamW().beta2());
        assertEquals(1e-8, vit.optimizer().adamW().epsilon());
        assertEquals(
                Map.of("mask_ratio", 0.05, "drop_path_rate", 0.05), vit.model().extra());
        ExperimentConfig mobile = load("MobileFaceNet" + WEBFACE + "pfc02" + TAIL);
        assertEquals(2, mobile.schedule().warmupSteps());
        assertEquals(0.1, mobile.schedule().warmupEndLr());
        assertEquals(Map.of("power", 2.0), mobile.schedule().extra());
        ExperimentConfig tiny = load("FaceViT_tiny_patch9_112" + WEBFACE + "pfc10_droppath005_mask0" + TAIL);
        assertFalse(tiny.model().layer().sparseUpdate());
    }

    @Test
    void quickstartTrainsTheSmallNetworkOnDrawnFaces() {
        ExperimentConfig config = load("quickstart.yaml");
        assertEquals("MobileFaceNet_small", config.model().name());
        assertEquals(List.of(0, 1, 2, 1), config.model().extra().get("blocks"));
        assertEquals(1, config.model().extra().get("scale"));
        assertEquals(0, config.model().classNum());
        assertEquals(Path.of("./data/faces/train.rec"), config.train().path());
        assertEquals(List.of(Path.of("./data/faces/verify.bin")), config.eval().paths());
        assertEquals(Path.of("./runs"), config.global().outputDir());
    }
}
