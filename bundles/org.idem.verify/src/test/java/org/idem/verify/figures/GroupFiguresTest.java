package org.idem.verify.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.core.InputException;
import org.idem.metrics.PairUnits;
import org.idem.run.PairScores;
import org.idem.verify.figures.GroupFigures.ErrorRate;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {
    private static final int PAIRS = 4000;

    /** Persons n and s of two groups; those of s look alike, and differ more from themselves. */
    private record Sample(NamedPairs pairs, PairScores scores, AttributeTable table) {

        static Sample draw() {
            Random random = new Random(5);
            List<String> keys = new ArrayList<>();
            Map<String, String[]> rows = new HashMap<>();
            float[] cosines = new float[PAIRS];
            boolean[] same = new boolean[PAIRS];
            int[] numbers = new int[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                String first = (random.nextBoolean() ? "n" : "s") + random.nextInt(100);
                same[i] = i % 2 == 0;
                String second = first;
                while (!same[i] && second.equals(first)) {
                    second = (random.nextBoolean() ? "n" : "s") + random.nextInt(100);
                }
                boolean alike = first.charAt(0) == 's' && second.charAt(0) == 's';
                cosines[i] = (float) ((same[i] ? alike ? 0.6 : 0.8 : alike ? 0.25 : 0) + 0.15 * random.nextGaussian());
                numbers[i] = i;
                keys.add(first + "." + i + "a");
                keys.add(second + "." + i + "b");
                rows.put(keys.get(2 * i), new String[] {first.substring(0, 1)});
                rows.put(keys.get(2 * i + 1), new String[] {second.substring(0, 1)});
            }
            NamedPairs pairs = new NamedPairs(Path.of("set"), keys, true);
            AttributeTable table = new AttributeTable(Path.of("t"), List.of("side"), rows);
            return new Sample(pairs, new PairScores(numbers, cosines, same), table);
        }
    }

    @Test
    void oneThresholdForAllShowsWhoPays() {
        Sample sample = Sample.draw();
        GroupFigures figures = GroupFigures.of(
                sample.pairs(), sample.scores(), sample.table(), "side", PairUnits.ofPairs(PAIRS), 0.01, 100);
        assertEquals(
                List.of("n", "s"),
                figures.groups().stream().map(GroupFigures.GroupRates::name).toList());
        assertEquals(
                List.of("n", "n", "s"),
                figures.pairs().stream().map(GroupFigures.PairOfGroups::first).toList());
        assertEquals(
                List.of("n", "s", "s"),
                figures.pairs().stream().map(GroupFigures.PairOfGroups::second).toList());
        int comparisons = 0;
        int errors = 0;
        for (GroupFigures.PairOfGroups pair : figures.pairs()) {
            comparisons += pair.falseMatch().comparisons();
            errors += pair.falseMatch().errors();
        }
        assertEquals(PAIRS / 2, comparisons, "each impostor pair is in one cell");
        assertTrue(errors <= 20 && errors >= 15, errors + " of 20 allowed");
        for (int g = 0; g < 2; g++) {
            for (boolean genuine : new boolean[] {false, true}) {
                ErrorRate rate = genuine
                        ? figures.groups().get(g).falseNonMatch()
                        : figures.groups().get(g).falseMatch();
                assertRate(rate, sample, "ns".charAt(g), genuine, figures.threshold());
            }
        }
        double worse = figures.groups().get(1).falseNonMatch().rate();
        double better = figures.groups().get(0).falseNonMatch().rate();
        assertEquals(worse / Math.sqrt(worse * better), figures.falseNonMatchRatio(), 1e-12);
        assertTrue(
                figures.words().contains("2 of 2 groups rest on fewer than 30 errors")
                        || figures.words().contains("1 of 2 groups rest"),
                figures.words());
    }

    private static void assertRate(ErrorRate rate, Sample sample, char group, boolean genuine, double threshold) {
        int comparisons = 0;
        int errors = 0;
        for (int i = 0; i < PAIRS; i++) {
            boolean within = sample.pairs().key(2 * i).charAt(0) == group
                    && sample.pairs().key(2 * i + 1).charAt(0) == group;
            if (within && sample.scores().same()[i] == genuine) {
                comparisons++;
                errors += sample.scores().cosines()[i] >= threshold != genuine ? 1 : 0;
            }
        }
        assertEquals(comparisons, rate.comparisons());
        assertEquals(errors, rate.errors());
        assertTrue(rate.interval().contains(rate.rate()), rate.toString());
    }

    @Test
    void setsAreGroupsWhereEachHoldsOne() {
        PairScores good = new PairScores(
                new int[] {0, 1, 2, 3}, new float[] {0.9f, 0.8f, 0.1f, 0.2f}, new boolean[] {true, true, false, false});
        PairScores bad = new PairScores(
                new int[] {0, 1, 2, 3}, new float[] {0.9f, 0.15f, 0.1f, 0.7f}, new boolean[] {true, true, false, false
                });
        List<PairUnits> people = List.of(PairUnits.ofPairs(4), PairUnits.ofPairs(4));
        GroupFigures figures = GroupFigures.ofSets(List.of("east", "west"), List.of(good, bad), people, 0.25, 50);
        assertEquals(0.7, figures.threshold(), 1e-6);
        assertEquals(0, figures.groups().get(0).falseMatch().errors());
        assertEquals(1, figures.groups().get(1).falseMatch().errors());
        assertEquals(0.5, figures.groups().get(1).falseNonMatch().rate());
        assertTrue(Double.isNaN(figures.falseMatchRatio()), "one group has none");
        assertTrue(figures.words().startsWith("False matches: no ratio, since a group has none"), figures.words());
        assertThrows(
                InputException.class,
                () -> GroupFigures.ofSets(List.of("east", "west"), List.of(good, bad), people, 0.01, 50));
    }

    @Test
    void anAttributeThatNobodyHasIsTold() {
        Sample sample = Sample.draw();
        InputException told = assertThrows(
                InputException.class,
                () -> GroupFigures.of(
                        sample.pairs(), sample.scores(), sample.table(), "age", PairUnits.ofPairs(PAIRS), 0.01, 50));
        assertTrue(told.getMessage().contains("No image has the attribute age"), told.getMessage());
    }
}
