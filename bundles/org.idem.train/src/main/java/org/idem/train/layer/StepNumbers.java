package org.idem.train.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.train.margin.BatchStatistics;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.PendingNumbers;

/**
 * What the micro batches of a step computed and the host has to know when the step ends: losses, the head's statistics and the
 * gradients of its learned scalars. They stay on the device until they are read together. Used on the rank's thread.
 */
final class StepNumbers {
    private final List<MicroBatch> batches = new ArrayList<>();
    /** Null before the first micro batch of a step. */
    private BatchStatistics statistics;

    private record MicroBatch(double weight, DoubleVector loss, Map<String, DoubleVector> scalarGradients) {
        private List<DoubleVector> vectors() {
            List<DoubleVector> all = new ArrayList<>(List.of(loss));
            names(scalarGradients).forEach(name -> all.add(scalarGradients.get(name)));
            return all;
        }
    }

    /**
     * The numbers on the host.
     *
     * @param weights of the micro batches
     * @param losses of the micro batches
     * @param scalarGradients of the micro batches, by name
     * @param statistics after all of them, by name
     */
    record Read(
            List<Double> weights,
            List<Double> losses,
            List<Map<String, Double>> scalarGradients,
            Map<String, Double> statistics) {}

    private static List<String> names(Map<String, ?> map) {
        return map.keySet().stream().sorted().toList();
    }

    private static Map<String, DoubleVector> kept(Map<String, DoubleVector> vectors) {
        Map<String, DoubleVector> kept = new HashMap<>();
        vectors.forEach((name, vector) -> kept.put(name, vector.share().retain()));
        return kept;
    }

    /** The head's statistics as the next micro batch finds them, in a step that began with some. */
    BatchStatistics statistics(Map<String, Double> begun) {
        if (statistics == null) {
            BatchStatistics first = BatchStatistics.begin(begun);
            statistics = new BatchStatistics(begun, 0, kept(first.running()));
        }
        return statistics;
    }

    /** Takes the results of a micro batch. */
    void add(double weight, HeadContext context) {
        BatchStatistics before = statistics;
        statistics = before.next(kept(context.statistics()));
        before.running().values().forEach(DoubleVector::close);
        batches.add(new MicroBatch(weight, context.loss().share().retain(), kept(context.scalarGradients())));
    }

    /** All of them, to be read. */
    PendingNumbers pending() {
        PendingNumbers pending = new PendingNumbers();
        batches.forEach(batch -> batch.vectors().forEach(pending::add));
        if (statistics != null) {
            names(statistics.running())
                    .forEach(name -> pending.add(statistics.running().get(name)));
        }
        return pending;
    }

    /** What was read of {@link #pending()}, taken apart. */
    Read take(double[] numbers) {
        List<Double> losses = new ArrayList<>();
        List<Map<String, Double>> gradients = new ArrayList<>();
        int next = 0;
        for (MicroBatch batch : batches) {
            losses.add(numbers[next++]);
            List<String> names = names(batch.scalarGradients());
            gradients.add(named(names, numbers, next));
            next += names.size();
        }
        List<String> names = statistics == null ? List.of() : names(statistics.running());
        return new Read(
                batches.stream().map(MicroBatch::weight).toList(), losses, gradients, named(names, numbers, next));
    }

    private static Map<String, Double> named(List<String> names, double[] numbers, int start) {
        double[] own = Arrays.copyOfRange(numbers, start, start + names.size());
        Map<String, Double> named = new HashMap<>();
        for (int i = 0; i < own.length; i++) {
            named.put(names.get(i), own[i]);
        }
        return named;
    }

    /** Forgets the micro batches of the step. */
    void forget() {
        batches.forEach(batch -> batch.vectors().forEach(DoubleVector::close));
        batches.clear();
        if (statistics != null) {
            statistics.running().values().forEach(DoubleVector::close);
            statistics = null;
        }
    }
}
