package org.idem.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.idem.config.reader.ConfigReader;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each rule a course of channels that fires it, and sound ones that look a little like it and must not. */
class ChannelRulesTest {
    private static final long GIGA = 1L << 30;

    /** Channels by their courses over the steps. */
    private static final class Course {
        private final Map<String, LongToDoubleFunction> channels = new HashMap<>();
        private final long steps;
        private long total;

        Course(long steps) {
            this.steps = steps;
            with(MetricTags.LOSS, step -> 40 / (1 + step / 500.0));
            with(MetricTags.GRADIENT_NORM, step -> 2);
            with(MetricTags.LEARNING_RATE, step -> 0.1);
        }

        Course with(String tag, LongToDoubleFunction values) {
            channels.put(tag, values);
            return this;
        }

        Course of(long wholeTraining) {
            total = wholeTraining;
            return this;
        }

        List<Finding> findings() {
            RuleContext context = new RuleContext(ConfigReader.divergenceDefaults(), 1000, 0.1, total);
            List<Rule> rules = Rules.ofRecorded(context);
            return LongStream.rangeClosed(1, steps)
                    .mapToObj(step -> new At(step, channels))
                    .flatMap(at -> rules.stream().flatMap(rule -> rule.observe(at).stream()))
                    .toList();
        }

        List<String> words() {
            return findings().stream()
                    .map(one -> one.step() + " " + one.kind() + ": " + one.message())
                    .toList();
        }
    }

    private record At(long step, Map<String, LongToDoubleFunction> channels) implements StepValues {
        @Override
        public double value(String tag) {
            LongToDoubleFunction channel = channels.get(tag);
            return channel == null ? Double.NaN : channel.applyAsDouble(step);
        }
    }

    /** A channel that is only logged every few steps. */
    private static LongToDoubleFunction every(int stride, LongToDoubleFunction values) {
        return step -> step % stride == 0 ? values.applyAsDouble(step) : Double.NaN;
    }

    private static LongToDoubleFunction noisy(double level, double noise) {
        return step -> level * (1 + noise * new Random(step * 7919).nextGaussian());
    }

    private static void assertOne(Kind kind, String words, Course course) {
        List<String> told = course.words();
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).contains(" " + kind + ": ") && told.get(0).contains(words), told.toString());
    }

    @Test
    void aSoundTrainingIsLeftInPeace() {
        Course sound = new Course(4000)
                .of(4000)
                .with(MetricTags.LEARNING_RATE, step -> 0.1 * Math.min(1, step / 200.0) * (1 - step / 4001.0))
                .with(MetricTags.NEGATIVE_COSINE, every(10, noisy(0.05, 0.3)))
                .with(MetricTags.EMBEDDING_NORM, every(10, step -> 30 - 15 * step / 4000.0))
                .with(MetricTags.STEP_SECONDS, noisy(0.4, 0.05))
                .with(MetricTags.DATA_WAIT, noisy(0.02, 0.5))
                .with(MetricTags.WORKER_SKEW, noisy(0.08, 0.5))
                .with(MetricTags.SLOWEST_WORKER, step -> step % 4)
                .with(MetricTags.LOSS_SCALE, step -> 65536)
                .with(MetricTags.MEMORY, every(10, noisy(3.0 * GIGA, 0.03)));
        assertEquals(List.of(), sound.words());
    }

    @Test
    void aLossThatIsNoNumberIsToldWhereItBegins() {
        Course nan = new Course(400).with(MetricTags.LOSS, step -> step < 285 ? 20 - step / 100.0 : Double.NaN);
        assertOne(Kind.LOSS_NOT_FINITE, "the loss is NaN", nan);
        assertEquals(285, nan.findings().get(0).step());
        Course single = new Course(400)
                .with(MetricTags.LOSS, step -> step % 50 == 7 ? Double.POSITIVE_INFINITY : 20 - step / 100.0);
        assertOne(Kind.LOSS_NOT_FINITE, "the loss is infinite", single);
    }

    @Test
    void aLossScaleAtItsFloorIsToldUnlessUpdatesGoOn() {
        LongToDoubleFunction falling = step -> Math.max(1, 65536 / Math.pow(2, step / 10));
        Course floor =
                new Course(400).with(MetricTags.LOSS_SCALE, falling).with(MetricTags.GRADIENT_NORM, step -> Double.NaN);
        assertOne(Kind.LOSS_SCALE_AT_FLOOR, "at its floor since step 160: every update is skipped", floor);
        assertEquals(
                List.of(), new Course(400).with(MetricTags.LOSS_SCALE, falling).words(), "it still learns");
        Course never = new Course(400)
                .with(MetricTags.LOSS_SCALE, step -> 1)
                .with(MetricTags.GRADIENT_NORM, step -> Double.NaN);
        assertEquals(List.of(), never.words(), "it was never scaled, and its log has no norms");
    }

    @Test
    void embeddingsThatAllBecomeAlikeAreToldOnce() {
        Course alike =
                new Course(600).with(MetricTags.NEGATIVE_COSINE, every(10, step -> Math.min(0.95, step / 500.0)));
        assertOne(Kind.EMBEDDINGS_COLLAPSE, "with the centers of other classes is 0.5", alike);
        Course shrunk = new Course(600).with(MetricTags.EMBEDDING_NORM, every(10, step -> 25 * Math.exp(-step / 60.0)));
        assertOne(Kind.EMBEDDINGS_COLLAPSE, "their norm is", shrunk);
        Course settling = new Course(600)
                .with(MetricTags.NEGATIVE_COSINE, every(10, step -> 0.45 * Math.exp(-step / 100.0)))
                .with(MetricTags.EMBEDDING_NORM, every(10, step -> 2 + 23 * Math.exp(-step / 100.0)));
        assertEquals(List.of(), settling.words());
    }

    @Test
    void stepsThatWaitForImagesAreToldUnlessOnlyAtTheBeginning() {
        Course starved =
                new Course(400).with(MetricTags.STEP_SECONDS, step -> 1).with(MetricTags.DATA_WAIT, noisy(0.45, 0.1));
        assertOne(Kind.DATA_STARVATION, "for 4", starved);
        Course cold = new Course(400)
                .with(MetricTags.STEP_SECONDS, step -> 1)
                .with(MetricTags.DATA_WAIT, step -> step < 50 ? 0.8 : 0.02);
        assertEquals(List.of(), cold.words());
        Course atEpochs = new Course(400)
                .with(MetricTags.STEP_SECONDS, step -> 1)
                .with(MetricTags.DATA_WAIT, step -> step % 100 < 10 ? 0.9 : 0.05);
        assertEquals(List.of(), atEpochs.words());
    }

    @Test
    void aWorkerThatIsAlwaysTheSlowestIsNamed() {
        Course slow = new Course(400)
                .with(MetricTags.WORKER_SKEW, noisy(0.6, 0.1))
                .with(MetricTags.SLOWEST_WORKER, step -> step % 20 == 0 ? 1 : 2);
        assertOne(Kind.SLOW_WORKER, "worker 2 takes 6", slow);
        Course inTurn = new Course(400)
                .with(MetricTags.WORKER_SKEW, noisy(0.6, 0.1))
                .with(MetricTags.SLOWEST_WORKER, step -> step % 3);
        assertEquals(List.of(), inTurn.words());
    }

    @Test
    void aRateOfZeroOrOneThatRisesAtTheEndIsTold() {
        Course zero = new Course(400).of(400).with(MetricTags.LEARNING_RATE, step -> step < 200 ? 0.1 : 0);
        assertOne(Kind.LEARNING_RATE_ZERO, "is 0 for 50 steps", zero);
        Course rising = new Course(400)
                .of(400)
                .with(MetricTags.LEARNING_RATE, step -> 0.05 * (1.01 + Math.cos(step * Math.PI / 195)));
        assertOne(Kind.LEARNING_RATE_RISES, "the learning rate rises at the end", rising);
        Course earlier = new Course(400)
                .of(4000)
                .with(MetricTags.LEARNING_RATE, step -> 0.05 * (1.01 + Math.cos(step * Math.PI / 195)));
        assertEquals(List.of(), earlier.words(), "restarts in the middle are a schedule");
        Course toZero = new Course(400).of(400).with(MetricTags.LEARNING_RATE, step -> 0.1 * (1 - step / 400.0));
        assertEquals(List.of(), toZero.words());
    }

    @Test
    void memoryThatGrowsAndGrowsIsTold() {
        Course growing = new Course(1000)
                .with(
                        MetricTags.MEMORY,
                        every(
                                10,
                                step -> (2 + step / 500.0)
                                        * GIGA
                                        * noisy(1, 0.005).applyAsDouble(step)));
        assertOne(Kind.MEMORY_GROWS, "the trainer's memory grows: ", growing);
        Course beginning =
                new Course(1000).with(MetricTags.MEMORY, every(10, step -> (2 + Math.min(1, step / 200.0)) * GIGA));
        assertEquals(List.of(), beginning.words());
        Course sawtooth =
                new Course(1000).with(MetricTags.MEMORY, every(10, step -> (2 + step / 10 % 12 / 10.0) * GIGA));
        assertEquals(List.of(), sawtooth.words());
    }

    private static List<String> verified(LongToDoubleFunction loss, double... accuracies) {
        VerificationRule rule = new VerificationRule();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            for (long step = 100L * i + 1; step <= 100L * i + 100; step++) {
                rule.observe(new At(step, Map.of(MetricTags.LOSS, loss)));
            }
            rule.observeAccuracy(100L * i + 100, "lfw", accuracies[i])
                    .ifPresent(one -> told.add(one.step() + " " + one.kind() + ": " + one.message()));
        }
        return told;
    }

    @Test
    void verificationAtChanceOrFallingIsTold() {
        LongToDoubleFunction falls = step -> 20 / (1 + step / 100.0);
        List<String> chance = verified(falls, 0.5, 0.51, 0.495, 0.5, 0.5);
        assertEquals(1, chance.size(), chance.toString());
        assertTrue(chance.get(0).startsWith("300 VERIFICATION_AT_CHANCE: verification on lfw is at chance, 49.5 %"));
        List<String> worse = verified(falls, 0.8, 0.95, 0.92, 0.9, 0.88);
        assertEquals(1, worse.size(), worse.toString());
        assertTrue(worse.get(0).startsWith("400 VERIFICATION_FALLS: ")
                && worse.get(0).contains("95.0 % at step 200"));
        assertEquals(List.of(), verified(falls, 0.5, 0.52, 0.7, 0.9, 0.89, 0.91, 0.9), "it learns late, and swings");
        assertEquals(List.of(), verified(step -> 5, 0.8, 0.95, 0.92, 0.9), "the loss tells the same");
    }

    /** A kind without evidence could not be looked at in a chart. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKindHasItsEvidence(Kind kind) {
        List<String> all = List.of(
                MetricTags.LOSS,
                MetricTags.GRADIENT_NORM,
                MetricTags.LOSS_SCALE,
                MetricTags.NEGATIVE_COSINE,
                MetricTags.DATA_WAIT,
                MetricTags.WORKER_SKEW,
                MetricTags.LEARNING_RATE,
                MetricTags.MEMORY,
                "eval/lfw/accuracy");
        assertTrue(all.stream().anyMatch(Evidence.of(kind)));
        assertFalse(Evidence.of(kind).test("eval/lfw/xnorm"));
    }
}
