package org.idem.train.layer;

import static org.idem.train.layer.LVFaceHeads.CLASSES;
import static org.idem.train.layer.LVFaceHeads.byCosine;
import static org.idem.train.layer.LVFaceHeads.byStep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.plan.ClassShard;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.BatchStatistics;
import org.idem.train.margin.LVFace;
import org.idem.train.margin.MarginStage;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.sampling.PerStageSampler;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

/** When LVFace's stages begin, and what follows them. */
class LVFaceStageTest {
    private static final int DIM = 6;
    private static final long[] LABELS = {1, 5, 5, 10, 0, 7, 5, 2};

    private static String stageOf(LVFace head, Map<String, Double> statistics) {
        return head.stage(statistics).name();
    }

    @Test
    void stagesComeWithTheRunningMeanAndStay() {
        LVFace head = byCosine();
        Map<String, Double> statistics = head.initialStatistics();
        List<String> stages = new ArrayList<>();
        for (float cosine : new float[] {0.6f, -0.6f, 0.8f, 0, 0, 0}) {
            statistics = head.beginStep(statistics, 0);
            stages.add(stageOf(head, statistics));
            statistics = after(head, statistics, cosine);
        }
        String first = "alignment";
        String third = "refinement";
        assertEquals(List.of(first, first, "stabilisation", third, third, third), stages);
        assertEquals(0.5 * 0.5 * 0.5 * (0.64 / 2 + 0.36 / 4 + 0.36 / 8), statistics.get("target_square"), 1e-7);
    }

    private static Map<String, Double> after(LVFace head, Map<String, Double> before, double cosine) {
        return TensorScope.compute(() -> {
            DoubleVector cosines = DoubleVector.of(cosine, cosine);
            Map<String, Double> after = new HashMap<>();
            head.forBatch(BatchStatistics.begin(before), cosines, cosines)
                    .statistics()
                    .forEach((name, value) -> after.put(name, value.values()[0]));
            return after;
        });
    }

    @Test
    void stagesComeWithTheSteps() {
        LVFace head = byStep(2, 5);
        List<MarginStage> stages = IntStream.range(0, 7)
                .mapToObj(step -> head.stage(head.beginStep(head.initialStatistics(), step)))
                .distinct()
                .toList();
        assertEquals(head.stages(), stages);
        assertEquals("alignment", stageOf(head, head.beginStep(head.initialStatistics(), 1)));
        assertEquals("stabilisation", stageOf(head, head.beginStep(head.initialStatistics(), 4)));
    }

    @Test
    void theSamplerFollowsTheStage() {
        List<Integer> drawn = new ArrayList<>();
        List<ClassSampler> samplers = new ArrayList<>();
        for (int stage = 1; stage <= 3; stage++) {
            int number = stage;
            samplers.add((positives, step) -> {
                drawn.add(number);
                return ClassSample.all(CLASSES);
            });
        }
        try (PartialFc layer = sampled(samplers)) {
            for (int step = 0; step < 4; step++) {
                layer.beginStep(LABELS, step);
            }
        }
        assertEquals(List.of(1, 2, 3, 3), drawn);
        assertThrows(IllegalArgumentException.class, () -> sampled(samplers.subList(0, 2)));
    }

    private static PartialFc sampled(List<ClassSampler> samplers) {
        MemoryCenters centers = Centers.of(new float[CLASSES * DIM], DIM);
        return new PartialFc(
                new SoloCollective(),
                ClassShard.of(CLASSES, 0, 1),
                centers,
                new PerStageSampler(samplers),
                byStep(1, 2),
                PartialFcOptions.full());
    }
}
