package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.config.loss.CurricularFaceLoss;
import org.idem.config.loss.ElasticFaceLoss;
import org.idem.config.loss.LVFaceLoss;
import org.idem.config.loss.LossConfig;
import org.idem.config.loss.MagFaceLoss;
import org.idem.config.loss.MarginLoss;
import org.idem.config.loss.UniFaceLoss;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;
import org.junit.jupiter.api.Test;

class LossTest {
    private static LoadedConfig with(String... overrides) {
        Path quickstart = Fixtures.CONFIGS.resolve("quickstart.yaml");
        return ConfigReader.read(quickstart, List.of(overrides), ConfigReader.Files.MAY_BE_MISSING);
    }

    private static LossConfig loss(String head) {
        return with("Loss.Train=[{" + head + "}]").require().loss();
    }

    @Test
    void everyHeadHasItsAuthorsValues() {
        assertEquals(new MarginLoss(1, 0.5, 0, 64, false, 0), loss("MarginLoss: {}"));
        assertEquals(new AdaFaceLoss(0.4, 0.333, 0.01, 64, false), loss("AdaFaceLoss: {}"));
        assertEquals(new CurricularFaceLoss(0.5, 0.01, 64), loss("CurricularFaceLoss: {}"));
        assertEquals(new MagFaceLoss(10, 110, 0.45, 0.8, 35, true, 64), loss("MagFaceLoss: {}"));
        assertEquals(new ElasticFaceLoss(true, false, 0.5, 0.05, 64), loss("ElasticFaceLoss: {}"));
        assertEquals(new UniFaceLoss(0.4, 1, 64, 0), loss("UniFaceLoss: {}"));
        assertEquals(
                new LVFaceLoss(0.4, 0.01, 64, false, List.of(0.2, 0.35), List.of(), List.of(0.1, 0.1, 1.0)),
                loss("LVFaceLoss: {}"));
    }

    @Test
    void everyHeadKnowsItsName() {
        for (String key : List.of(
                "MarginLoss",
                "AdaFaceLoss",
                "CurricularFaceLoss",
                "MagFaceLoss",
                "ElasticFaceLoss",
                "UniFaceLoss",
                "LVFaceLoss")) {
            assertEquals(key, loss(key + ": {}").key());
        }
    }

    @Test
    void everyKeyCounts() {
        assertEquals(
                new MarginLoss(1, 0.3, 0.2, 32, true, 0.4),
                loss("MarginLoss: {m2: 0.3, m3: 0.2, s: 32, gradient: straight_through,"
                        + " interclass_filtering_threshold: 0.4}"));
        assertEquals(
                new AdaFaceLoss(0.3, 0.5, 1, 32, true),
                loss("AdaFaceLoss: {m: 0.3, h: 0.5, t_alpha: 1.0, s: 32, gradient: straight_through}"));
        assertEquals(
                new MagFaceLoss(5, 50, 0.3, 0.6, 20, false, 32),
                loss("MagFaceLoss: {l_a: 5, u_a: 50, l_margin: 0.3, u_margin: 0.6, lambda_g: 20,"
                        + " easy_margin: False, s: 32}"));
        assertEquals(
                new ElasticFaceLoss(false, true, 0.35, 0.02, 32),
                loss("ElasticFaceLoss: {form: cos, plus: True, mean: 0.35, std: 0.02, s: 32}"));
        assertEquals(new UniFaceLoss(0.3, 2, 32, 11), loss("UniFaceLoss: {m: 0.3, l: 2, s: 32, bias: 11}"));
        assertEquals(
                new LVFaceLoss(0.3, 0.5, 32, true, List.of(0.1, 0.2), List.of(2, 4), List.of(0.5, 0.25, 0.75)),
                loss("LVFaceLoss: {m: 0.3, t_alpha: 0.5, s: 32, stage_by: epoch, thresholds: [0.1, 0.2],"
                        + " boundaries: [2, 4], ratios: [0.5, 0.25, 0.75]}"));
    }

    @Test
    void aHeadReadsBackFromTheEffectiveConfig() {
        LoadedConfig first = with("Loss.Train=[{AdaFaceLoss: {m: 0.3}}]");
        assertEquals(
                first.require().loss(),
                Fixtures.read(first.effectiveYaml()).require().loss());
    }

    @Test
    void boundsOfMagFaceAreInOrder() {
        LoadedConfig wrong = with("Loss.Train=[{MagFaceLoss: {l_a: 50, u_a: 20}}]");
        assertTrue(wrong.problems().toString().contains("Must be larger than l_a"), wrong.problems()::toString);
    }

    private static void assertRefused(String settings, String key) {
        LoadedConfig wrong = with("Loss.Train=[{LVFaceLoss: {" + settings + "}}]");
        assertTrue(wrong.problems().toString().contains("LVFaceLoss." + key), wrong.problems()::toString);
    }

    @Test
    void stagesOfLvFaceComeOneAfterTheOther() {
        assertRefused("thresholds: [0.35, 0.2]", "thresholds");
        assertRefused("thresholds: [0.2]", "thresholds");
        assertRefused("ratios: [0.1, 1.0]", "ratios");
        assertRefused("stage_by: epoch", "boundaries");
        assertRefused("stage_by: epoch, boundaries: [3, 3]", "boundaries");
        LossConfig right = loss("LVFaceLoss: {stage_by: epoch, boundaries: [3, 4]}");
        assertEquals(List.of(3, 4), ((LVFaceLoss) right).boundaries());
    }

    @Test
    void aSampleRatioBesideThatOfStagesIsRemarked() {
        LoadedConfig loaded = with("Loss.Train=[{LVFaceLoss: {}}]", "Model.pfc_config.sample_ratio=0.5");
        assertTrue(loaded.problems().toString().contains("LVFaceLoss.ratios counts"), loaded.problems()::toString);
        assertEquals(List.of(0.1, 0.1, 1.0), ((LVFaceLoss) loaded.require().loss()).ratios());
    }

    @Test
    void everyHeadOfTheSchemaHasARecordOfItsKeys() throws ClassNotFoundException {
        Set<String> heads = new HashSet<>();
        for (SchemaKey head : Schema.children("Loss.Train.*")) {
            heads.add(head.name());
            Set<String> known =
                    Schema.children(head.key()).stream().map(SchemaKey::name).collect(Collectors.toSet());
            for (RecordComponent component : LossBinder.recordOf(head.name()).getRecordComponents()) {
                assertTrue(known.contains(LossBinder.keyOf(component)), head.name() + "." + component.getName());
            }
        }
        assertTrue(heads.containsAll(Set.of("MarginLoss", "LVFaceLoss")), heads::toString);
    }
}
