package org.idem.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.idem.config.DivergenceConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.run.MetricTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules with the limits that the schema has as defaults, which the quickstart leaves as they are. */
class RulesTest {
    private static final Path QUICKSTART = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
    private static final int WINDOW = 10;

    /** A step of a training whose peak rate is 1. */
    private record Step(long step, double loss, double norm, double push) implements StepValues {
        @Override
        public double value(String tag) {
            return switch (tag) {
                case MetricTags.LOSS -> loss;
                case MetricTags.GRADIENT_NORM -> norm;
                case MetricTags.LEARNING_RATE -> push;
                default -> Double.NaN;
            };
        }
    }

    private static DivergenceConfig limits(int window) {
        return ConfigReader.parse(QUICKSTART, read(QUICKSTART), List.of("Global.divergence.window=" + window))
                .require()
                .global()
                .divergence();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> alarms(double classes, int window, List<Step> steps) {
        List<Rule> rules = Rules.of(new RuleContext(limits(window), classes, 1, 0));
        return steps.stream()
                .flatMap(step -> rules.stream().flatMap(rule -> rule.observe(step).stream()))
                .map(finding -> finding.step() + ": " + finding.message())
                .toList();
    }

    private static List<Step> steps(int count, IntToDoubleFunction loss, IntToDoubleFunction norm) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step(i + 1, loss.applyAsDouble(i), norm.applyAsDouble(i), Math.min(1, i / 1000.0)));
        }
        return steps;
    }

    private static List<Step> quickstart() throws IOException {
        try (InputStream in = RulesTest.class.getResourceAsStream("quickstart.txt")) {
            List<String[]> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> step(i + 1, lines.get(i)))
                    .toList();
        }
    }

    private static Step step(long number, String[] parts) {
        return new Step(number, number(parts[0]), number(parts[1]), number(parts[2]) / 0.1);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void theQuickstartRaisesNoAlarm(int window) throws Exception {
        assertEquals(List.of(), alarms(400, window, quickstart()));
    }

    /** A large training: 93,431 identities, a slow descent from 45, drops of the rate, noise of a batch of 128 to 1024. */
    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.03, 0.02, 0.015})
    void aLargeHealthyTrainingRaisesNoAlarm(double noise) {
        Random random = new Random(7);
        IntToDoubleFunction loss = i -> {
            double level = 9 + 36 * Math.exp(-i / 6000.0) - (i > 20_000 ? 3 : 0) - (i > 28_000 ? 1.5 : 0);
            return level * (1 + noise * random.nextGaussian());
        };
        IntToDoubleFunction norm = i -> (2 + i / 10_000.0 - (i < 500 ? i / 300.0 : 0)) * (1 + random.nextDouble())
                + (random.nextInt(200) == 0 ? 500 : 0);
        assertEquals(List.of(), alarms(93_431, WINDOW, steps(34_000, loss, norm)));
    }

    @Test
    void aLossThatStaysAtAGuessIsToldOnceAndWithinOneWindow() {
        Random random = new Random(1);
        List<String> noisy = alarms(1000, WINDOW, steps(4000, i -> 20.5 * (1 + 0.005 * random.nextGaussian()), i -> 1));
        assertEquals(1, noisy.size(), noisy.toString());
        assertEquals(
                List.of("500: the loss is flat at 20.500: a change of +0.00 % over 40 windows, where a guess has"
                        + " 6.908"),
                alarms(1000, WINDOW, steps(4000, i -> 20.5, i -> 1)));
    }

    @Test
    void aLossThatRestsAgainIsToldAgain() {
        List<String> twice =
                alarms(1000, WINDOW, steps(3000, i -> i < 1000 ? 20 : Math.max(10, 30 - i / 100.0), i -> 1));
        assertEquals(2, twice.size(), twice.toString());
        assertTrue(twice.get(1).startsWith("2290: the loss is flat at 10.000"), twice.toString());
    }

    @Test
    void restingIsNoBadSignLowDownOrWithoutAPush() {
        assertEquals(List.of(), alarms(1000, WINDOW, steps(4000, i -> 6.1, i -> 1)));
        List<Step> unpushed = steps(4000, i -> 20.5, i -> 1).stream()
                .map(step -> new Step(step.step(), step.loss(), step.norm(), 0.09))
                .toList();
        assertEquals(List.of(), alarms(1000, WINDOW, unpushed));
    }

    @Test
    void aLossThatSwingsIsNotFlat() {
        assertEquals(List.of(), alarms(1000, WINDOW, steps(4000, i -> 20 + 2 * (i / WINDOW % 2), i -> 1)));
    }

    @Test
    void aGrowingGradientIsToldInTheWindowInWhichItGrew() {
        List<String> sudden = alarms(1000, WINDOW, steps(1000, i -> 5, i -> i < 505 ? 2 : 30));
        assertEquals(List.of("520: the gradient norm is 30.0, 15 times what it was"), sudden);
        List<String> creeping = alarms(1000, WINDOW, steps(1000, i -> 5, i -> 2 * Math.pow(1.28, i / (double) WINDOW)));
        assertEquals(1, creeping.size(), creeping.toString());
    }

    @Test
    void aGradientThatGrowsAgainIsToldAgain() {
        List<String> twice = alarms(1000, WINDOW, steps(2000, i -> 5, i -> i / 500 % 2 == 0 || i % 500 > 50 ? 2 : 30));
        assertEquals(2, twice.size(), twice.toString());
    }

    @Test
    void singleWildStepsAndStepsWithoutANumberDoNotCount() {
        IntToDoubleFunction norm = i -> i % WINDOW == 3 ? 1e6 : i % WINDOW == 4 ? Double.NaN : 2;
        assertEquals(List.of(), alarms(1000, WINDOW, steps(2000, i -> i % WINDOW == 4 ? Double.NaN : 5, norm)));
        assertEquals(List.of(), alarms(1000, WINDOW, steps(2000, i -> Double.NaN, i -> Double.NaN)));
    }

    @Test
    void windowsAreMediansOfWhatIsFinite() {
        WindowBuilder builder = new WindowBuilder(4);
        assertNull(builder.add(1, 1, 10, 0.1));
        assertNull(builder.add(2, Double.NaN, Double.POSITIVE_INFINITY, 0.5));
        assertNull(builder.add(3, 3, 30, 0.2));
        assertEquals(new Window(3, 20, 0.5), builder.add(4, 100, 20, 0.3));
        for (int step = 5; step < 8; step++) {
            assertNull(builder.add(step, Double.NaN, Double.NaN, 0.1));
        }
        assertEquals(new Window(Double.NaN, Double.NaN, 0.1), builder.add(8, Double.NaN, Double.NaN, 0.1));
    }

    @Test
    void windowsEndAtMultiplesWhereverATrainingGoesOn() {
        WindowBuilder builder = new WindowBuilder(4);
        assertNull(builder.add(7, 5, 50, 0.1));
        assertEquals(new Window(6, 60, 0.1), builder.add(8, 7, 70, 0.1));
    }

    @Test
    void figuresOfASeriesAreThoseOfItsDefinition() {
        Series series = new Series(new double[] {1, 2, 3, 4, 100});
        assertEquals(3, series.median());
        assertEquals(2, series.spread());
        // Slopes of the ten pairs: 1 six times, then 24.75, 32.67, 49, 96; the median is 1, over four steps.
        assertEquals(4, series.trend(), 1e-12);
        assertEquals(2 / 1.349 * Math.sqrt(2.4), series.trendError(), 1e-12);
    }
}
