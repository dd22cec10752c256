package org.idem.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class OptimGoldenTest {
    private static Stream<JsonNode> cases(String file) {
        return StreamSupport.stream(Goldens.json(file).get("cases").spliterator(), false);
    }

    @TestFactory
    Stream<DynamicTest> optimizers() {
        return cases("optimizers")
                .filter(one -> !one.get("optimizer").asText().equals("MomentumLARS"))
                .map(one -> DynamicTest.dynamicTest(
                        one.get("optimizer").asText() + " " + one.get("param").asText() + " "
                                + one.get("weight_decay").asText(),
                        () -> fiveSteps(one)));
    }

    private static void fiveSteps(JsonNode one) {
        String name = one.get("param").asText();
        int count = name.endsWith("m") ? 12 : 4;
        DecayGroups decay = DecayGroups.of(
                Map.of(name, new Range(0, count)), one.get("weight_decay").asDouble(), List.of());
        try (Tensor weights = Tensor.of(Fill.symmetric(name, count, 1), count);
                Tensor gradients = Tensor.zeros(count);
                Optimizer optimizer = optimizer(one.get("optimizer").asText(), weights, gradients, decay)) {
            for (int step = 0; step < 5; step++) {
                gradients.copyFrom(Fill.symmetric(name.replace("param", "grad") + "." + step, count, 0.5));
                optimizer.step(one.get("lr").asDouble());
                JsonNode expected = one.get("steps_float64").get(step);
                assertEquals(0, Goldens.difference(Goldens.numbers(expected.get("p")), weights.toFloats()), 1e-6);
                Tensor state = optimizer.state().get(optimizer instanceof AdamW ? "mean" : "momentum");
                double[] average = Goldens.numbers(expected.get("exp_avg"));
                assertEquals(0, Goldens.difference(average, state.toFloats()), 1e-6);
            }
            assertEquals(5, optimizer.steps());
        }
    }

    private static Optimizer optimizer(String name, Tensor weights, Tensor gradients, DecayGroups decay) {
        return name.equals("AdamW")
                ? new AdamW(weights, gradients, decay, new AdamW.Moments(0.9, 0.999, 1e-8))
                : new SgdMomentum(weights, gradients, decay, 0.9);
    }

    @TestFactory
    Stream<DynamicTest> clipping() {
        return cases("grad_clip")
                .map(one -> DynamicTest.dynamicTest(one.get("config").toString(), () -> clip(one)));
    }

    private static void clip(JsonNode one) {
        JsonNode config = one.get("config");
        List<String> exempt = StreamSupport.stream(config.path("no_clip_list").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        GradientClip clip = new GradientClip(
                config.get("clip_norm").asDouble(),
                config.path("always_clip").asBoolean(),
                config.path("clip_norm_max").asDouble(Double.POSITIVE_INFINITY),
                exempt);
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("a", new Range(0, 12));
        ranges.put("dist.b", new Range(12, 4));
        try (Tensor gradients = Tensor.zeros(16)) {
            try (Tensor a = gradients.narrow(0, 12);
                    Tensor b = gradients.narrow(12, 4)) {
                a.copyFrom(Fill.symmetric("opt.grad.m.0", 12, 0.5));
                b.copyFrom(Fill.symmetric("opt.grad.v.0", 4, 0.5));
            }
            assertEquals(one.get("global_norm").asDouble(), clip.apply(gradients, ranges), 1e-6);
            double[] expected = Goldens.numbers(one.get("grads_after"));
            assertEquals(0, Goldens.difference(expected, gradients.toFloats()), 1e-6);
        }
    }

    @TestFactory
    Stream<DynamicTest> schedules() {
        return cases("schedules")
                .map(one -> DynamicTest.dynamicTest(
                        one.get("scheduler").asText() + " " + one.get("args"), () -> schedule(one)));
    }

    private static void schedule(JsonNode one) {
        JsonNode args = one.get("args");
        String name = one.get("scheduler").asText();
        boolean arcface = name.startsWith("arcface");
        Schedules.Keys keys = new Schedules.Keys(
                args.path("learning_rate").asDouble(),
                args.path("warmup_start_lr").asDouble(),
                args.path("warmup_end_lr").asDouble(),
                arcface
                        ? args.get("warmup").asLong()
                        : args.path("warmup_steps").asLong(),
                args.path("warmup_epochs").asLong());
        Map<String, Object> extra =
                new ObjectMapper().convertValue(args, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        boolean byEpoch = args.path("decay_unit").asText().equals("epoch");
        Schedule schedule = new Schedules(byEpoch, 5, 4).of(arcface ? "Polynomial" : name, keys, extra);
        for (int t = 0; t < one.get("lr").size(); t++) {
            JsonNode expected = one.get("lr").get(t);
            if (expected.isNumber()) {
                assertEquals(expected.asDouble(), schedule.rate(t), 1e-12, "t = " + t);
            } else {
                assertTrue(Double.isFinite(schedule.rate(t)));
            }
        }
    }

    @Test
    void exemptTensorsDoNotDecay() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("a.weight", new Range(0, 2));
        ranges.put("a.bias", new Range(2, 1));
        ranges.put("b.weight", new Range(3, 1));
        ranges.put("c.weight", new Range(4, 2));
        DecayGroups groups = DecayGroups.of(ranges, 0.5, List.of("bias"));
        assertEquals(3, groups.groups().size());
        assertEquals(new Range(3, 3), groups.groups().get(2).range());
        assertEquals(0, groups.groups().get(1).decay());
    }

    @Test
    void anEpochScheduleHoldsItsRateForAnEpoch() {
        Schedule schedule = new Schedules(true, 5, 4).perStep("Poly", new Schedules.Keys(1, 0, 0, 0, 0), Map.of());
        assertEquals(1, schedule.rate(4));
        assertEquals(0.5625, schedule.rate(5));
    }
}
