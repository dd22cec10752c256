package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TarBootstrapTest {
    private static final int PEOPLE = 60;
    private static final double[] FARS = {0.1, 0.01};

    private final boolean[] same = new boolean[3000];
    private final int[] first = new int[same.length];
    private final int[] second = new int[same.length];
    private final double[] scores = new double[same.length];

    /** Every person has pairs of its own and is alike to everyone, or to nobody, in all its pairs. */
    private void people(double personal, long seed) {
        Random random = new Random(seed);
        double[] offsets = new double[PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            offsets[i] = personal * random.nextGaussian();
        }
        for (int i = 0; i < same.length; i++) {
            first[i] = random.nextInt(PEOPLE);
            same[i] = i % 2 == 0;
            second[i] = same[i] ? first[i] : (first[i] + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            scores[i] = (same[i] ? 0.5 : 0) + offsets[first[i]] + offsets[second[i]] + 0.2 * random.nextGaussian();
        }
    }

    private PairUnits identities() {
        return new PairUnits(PairUnits.Kind.IDENTITIES, first, second, PEOPLE);
    }

    @Test
    void resampledRatesAreThoseOfPairsThatAreRepeated() {
        people(0.1, 1);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.floor(20 * scores[i]) / 20;
        }
        PairUnits units = identities();
        for (int seed = 0; seed < 10; seed++) {
            int[] counts = units.draw(new SplittableRandom(seed));
            assertEquals(PEOPLE, IntStream.of(counts).sum());
            int[] repeated = IntStream.range(0, scores.length)
                    .flatMap(i -> IntStream.generate(() -> i).limit(units.weight(i, counts)))
                    .toArray();
            boolean[] kinds = new boolean[repeated.length];
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = same[repeated[i]];
            }
            Roc roc = Roc.of(IntStream.of(repeated).mapToDouble(i -> scores[i]).toArray(), kinds);
            double[] rates = new TarBootstrap(same, units, FARS).resampled(scores, counts);
            for (int k = 0; k < FARS.length; k++) {
                assertEquals(roc.at(FARS[k]).tar(), rates[k], 1e-12);
            }
        }
    }

    @Test
    void sumsOfWeightsAreThoseOfThePairsOneByOne() {
        people(0.1, 6);
        for (int i = 0; i < same.length; i += 7) {
            second[i] = (first[i] + i) % PEOPLE; // genuine pairs of two units, impostor pairs of one
        }
        for (PairUnits units : List.of(identities(), PairUnits.ofPairs(same.length))) {
            int[] counts = units.draw(new SplittableRandom(3));
            for (boolean kind : new boolean[] {true, false}) {
                long sum = IntStream.range(0, same.length)
                        .filter(i -> same[i] == kind)
                        .mapToLong(i -> units.weight(i, counts))
                        .sum();
                assertEquals(sum, PairWeights.of(units, same, kind).total(counts));
            }
        }
    }

    /** What is due to persons is not seen by drawing pairs. */
    @Test
    void intervalsOverPersonsAreWiderWherePersonsDiffer() {
        people(0.25, 2);
        double overPeople = width(new TarBootstrap(same, identities(), 0.1).intervals(scores, 400, 5)[0]);
        double overPairs =
                width(new TarBootstrap(same, PairUnits.ofPairs(same.length), 0.1).intervals(scores, 400, 5)[0]);
        assertTrue(overPeople > 1.5 * overPairs, overPeople + " and " + overPairs);
    }

    @Test
    void overPairsTheIntervalIsNearWilsonsAndTheSameEachTime() {
        people(0, 3);
        TarBootstrap bootstrap = new TarBootstrap(same, PairUnits.ofPairs(same.length), 0.1);
        ConfidenceInterval interval = bootstrap.intervals(scores, 400, 7)[0];
        TarAtFarRow row = Roc.of(scores, same).at(0.1);
        assertTrue(interval.contains(row.tar()));
        assertTrue(width(interval) > 0.7 * (row.high() - row.low()), "the threshold is uncertain, too");
        assertEquals(interval, bootstrap.intervals(scores, 400, 7)[0]);
    }

    @Test
    void pairedDifferencesSeeWhatIntervalsOfEachModelHide() {
        people(0.25, 4);
        double[] better = scores.clone();
        Random random = new Random(1);
        for (int i = 0; i < better.length; i++) {
            better[i] += same[i] && random.nextInt(8) == 0 ? 0.4 : 0;
        }
        TarBootstrap bootstrap = new TarBootstrap(same, identities(), FARS);
        ConfidenceInterval[] difference = bootstrap.differences(scores, better, 400, 9);
        assertTrue(difference[0].low() > 0, difference[0].toString());
        ConfidenceInterval one = bootstrap.intervals(scores, 400, 9)[0];
        ConfidenceInterval other = bootstrap.intervals(better, 400, 9)[0];
        assertTrue(other.low() < one.high(), "apart they overlap");
        ConfidenceInterval[] none = bootstrap.differences(scores, scores.clone(), 50, 9);
        assertEquals(new ConfidenceInterval(0, 0), none[1]);
    }

    private static double width(ConfidenceInterval interval) {
        return interval.high() - interval.low();
    }

    @Test
    void mcNemarIsTheBinomialTailOfTheDisagreements() {
        assertEquals(1, new McNemar(100, 0, 0).pValue());
        assertEquals(1, new McNemar(100, 7, 7).pValue());
        assertEquals(2 / 1024.0, new McNemar(100, 0, 10).pValue(), 1e-12);
        assertEquals(2 * (1 + 10) / 1024.0, new McNemar(100, 9, 1).pValue(), 1e-12);
        assertEquals(2 * (1 + 10 + 45) / 1024.0, new McNemar(100, 2, 8).pValue(), 1e-12);
        assertTrue(new McNemar(100, 1, 9).isDifference());
        assertEquals(
                new McNemar(4, 1, 2),
                McNemar.of(new boolean[] {true, false, false, true}, new boolean[] {false, true, true, true}));
    }

    @Test
    void scoresThatSinglePrecisionDoesNotTellApartAreOrderedAsTheyAre() {
        people(0.1, 4);
        TarBootstrap bootstrap = new TarBootstrap(same, identities(), FARS);
        ConfidenceInterval[] wide = bootstrap.intervals(scores, 50, 1);
        double[] close = new double[scores.length];
        double[] tiny = new double[scores.length];
        for (int i = 0; i < close.length; i++) {
            close[i] = 1 - 1e-9 * (2 - scores[i]);
            tiny[i] = 1e-300 * scores[i];
        }
        assertEquals(List.of(wide), List.of(bootstrap.intervals(close, 50, 1)));
        assertEquals(List.of(wide), List.of(bootstrap.intervals(tiny, 50, 1)));
    }
}
