package org.idem.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.idem.config.AdamWConfig;
import org.idem.config.GradClipConfig;
import org.idem.config.LossScaleConfig;
import org.idem.config.ScheduleConfig;
import org.idem.plan.Schedule;
import org.idem.plan.Schedules;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
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
                .map(one -> DynamicTest.dynamicTest(
                        one.get("optimizer").asText() + " " + one.get("param").asText() + " "
                                + one.get("weight_decay").asText(),
                        () -> fiveSteps(one)));
    }

    private static void fiveSteps(JsonNode one) {
        String name = one.get("param").asText();
        long[] shape = Goldens.longs(one.get("shape"));
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        WeightDecay decay = new WeightDecay(one.get("weight_decay").asDouble(), List.of());
        try (PlainParameters parameters = new PlainParameters(Map.of(name, shape));
                Optimizer optimizer = optimizer(one.get("optimizer").asText(), parameters, decay)) {
            parameters.values().copyFrom(Fill.symmetric(name, count, 1));
            for (int step = 0; step < 5; step++) {
                parameters.gradients().copyFrom(Fill.symmetric(name.replace("param", "grad") + "." + step, count, 0.5));
                optimizer.step(one.get("lr").asDouble());
                JsonNode expected = one.get("steps_float64").get(step);
                double[] values = Goldens.numbers(expected.get("p"));
                assertEquals(0, Goldens.difference(values, parameters.values().toFloats()), 1e-6);
                String kind = optimizer instanceof AdamW ? "mean/" : "momentum/";
                double[] average = Goldens.numbers(expected.get("exp_avg"));
                float[] state = TensorScope.compute(
                        () -> optimizer.state().get(kind + name).toFloats());
                assertEquals(0, Goldens.difference(average, state), 1e-6);
            }
            assertEquals(5, optimizer.steps());
        }
    }

    private static Optimizer optimizer(String name, ParameterBuffers parameters, WeightDecay decay) {
        return switch (name) {
            case "AdamW" -> new AdamW(parameters, decay, new AdamWConfig(0.9, 0.999, 1e-8));
            case "MomentumLARS" -> new MomentumLars(parameters, decay, 0.9, 0.001);
            default -> new SgdMomentum(parameters, decay, 0.9);
        };
    }

    @TestFactory
    Stream<DynamicTest> lossScales() {
        return cases("grad_scaler")
                .map(one -> DynamicTest.dynamicTest(one.get("args").toString(), () -> scale(one)));
    }

    private static void scale(JsonNode one) {
        JsonNode args = one.get("args");
        LossScaler scaler = new LossScaler(
                new LossScaleConfig(
                        args.get("init_loss_scaling").asDouble(),
                        args.path("max_loss_scaling").asDouble(0x1p32),
                        one.get("incr_ratio").asDouble(),
                        one.get("decr_ratio").asDouble(),
                        args.get("incr_every_n_steps").asInt(),
                        args.get("decr_every_n_nan_or_inf").asInt(),
                        true),
                new SoloCollective());
        for (JsonNode step : one.get("trace")) {
            assertEquals(
                    step.get("scale_multiplying_the_loss").asDouble(),
                    scaler.state().scale());
            assertEquals(step.get("scale_dividing_the_gradients").asDouble(), scaler.scale());
            boolean overflowed = step.get("found_inf").asBoolean();
            assertEquals(!step.get("optimizer_stepped").asBoolean(), scaler.update(overflowed));
            assertEquals(
                    new LossScaler.State(
                            step.get("scale_after_update").asDouble(),
                            step.get("incr_count").asInt(),
                            step.get("decr_count").asInt()),
                    scaler.state());
        }
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
        GradientClip clip = new GradientClip(new GradClipConfig(
                config.get("clip_norm").asDouble(),
                config.path("clip_norm_max").asDouble(Double.POSITIVE_INFINITY),
                config.path("always_clip").asBoolean(),
                exempt));
        Map<String, BufferRange> ranges = new LinkedHashMap<>();
        ranges.put("a", new BufferRange(0, 12));
        ranges.put("dist.b", new BufferRange(12, 4));
        try (Tensor gradients = Tensor.zeros(16)) {
            try (Tensor a = gradients.narrow(0, 12);
                    Tensor b = gradients.narrow(12, 4)) {
                a.copyFrom(Fill.symmetric("opt.grad.m.0", 12, 0.5));
                b.copyFrom(Fill.symmetric("opt.grad.v.0", 4, 0.5));
            }
            assertEquals(one.get("global_norm").asDouble(), clip.clip_(gradients, ranges), 1e-6);
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
        String decayUnit = args.path("decay_unit").asText();
        Map<String, Object> extra =
                new ObjectMapper().convertValue(args, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        if (arcface) {
            extra.put("power", 1.0);
        }
        double rate = args.path("learning_rate").asDouble();
        ScheduleConfig config = new ScheduleConfig(
                arcface ? "Poly" : name,
                rate,
                args.path("warmup_start_lr").asDouble(),
                arcface ? rate : args.path("warmup_end_lr").asDouble(),
                arcface ? args.get("warmup").asInt() : args.path("warmup_steps").asInt(),
                args.path("warmup_epochs").asInt(),
                decayUnit,
                extra);
        Schedule schedule = new Schedules(decayUnit.equals("epoch"), 5, 4).of(config);
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
        Map<String, BufferRange> ranges = new LinkedHashMap<>();
        ranges.put("a.weight", new BufferRange(0, 2));
        ranges.put("a.bias", new BufferRange(2, 1));
        ranges.put("b.weight", new BufferRange(3, 1));
        ranges.put("c.weight", new BufferRange(4, 2));
        WeightDecay decay = new WeightDecay(0.5, List.of("bias"));
        List<WeightDecay.DecayRange> groups = decay.mergeRanges(ranges);
        assertEquals(3, groups.size());
        assertEquals(new BufferRange(3, 3), groups.get(2).range());
        assertEquals(0, groups.get(1).decay());
        assertEquals(
                List.of(Set.of("a.weight", "b.weight", "c.weight"), Set.of("a.bias")),
                decay.parameterGroups(ranges).stream().map(Map::keySet).toList());
        assertEquals(List.of(ranges), WeightDecay.NONE.parameterGroups(ranges));
    }

    /** A schedule of the rate 1. */
    private static ScheduleConfig schedule(String name, double start, int warmupEpochs, Map<String, Object> extra) {
        return new ScheduleConfig(name, 1, start, 1, 0, warmupEpochs, "step", extra);
    }

    @Test
    void anEpochScheduleHoldsItsRateForAnEpoch() {
        Schedule schedule = new Schedules(true, 5, 4).perStep(schedule("Poly", 0, 0, Map.of()));
        assertEquals(1, schedule.rate(4));
        assertEquals(0.5625, schedule.rate(5));
    }

    @Test
    void thePowerOfThePolynomialCounts() {
        Schedules schedules = new Schedules(false, 5, 4);
        assertEquals(
                0.75, schedules.of(schedule("Poly", 0, 0, Map.of("power", 1.0))).rate(5));
        assertEquals(
                0.421875,
                schedules.of(schedule("Poly", 0, 0, Map.of("power", 3.0))).rate(5));
    }

    @Test
    void aCosineMayComeAfterItsWarmUp() {
        Schedule schedule =
                new Schedules(false, 5, 4).of(schedule("TimmCosine", 0.1, 1, Map.of("warmup_prefix", true)));
        assertEquals(0.1 + 0.9 * 4 / 5, schedule.rate(5), 1e-12);
        assertEquals(1, schedule.rate(6), 1e-12);
        assertEquals((1 + Math.cos(Math.PI * 14 / 15)) / 2, schedule.rate(20), 1e-12);
    }
}
