package org.idem.train.margin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.train.tensor.DoubleVector;

/**
 * A head's statistics as a micro batch finds them: those with which the step began, and what the micro batches before it in
 * the step made of them, which only the device knows until the step ends.
 *
 * @param begun with which the step began
 * @param passes number of micro batches of the step before this one
 * @param running after these, each a vector of one number of the device
 */
public record BatchStatistics(Map<String, Double> begun, int passes, Map<String, DoubleVector> running) {
    /** As the first micro batch of a step finds them; an upload unless there are none. */
    public static BatchStatistics begin(Map<String, Double> begun) {
        if (begun.isEmpty()) {
            return new BatchStatistics(begun, 0, Map.of());
        }
        List<String> names = new ArrayList<>(begun.keySet());
        DoubleVector all =
                DoubleVector.of(names.stream().mapToDouble(begun::get).toArray());
        Map<String, DoubleVector> running = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            running.put(names.get(i), all.at(i));
        }
        return new BatchStatistics(begun, 0, Map.copyOf(running));
    }

    /** As the next micro batch finds them. */
    public BatchStatistics next(Map<String, DoubleVector> after) {
        return new BatchStatistics(begun, passes + 1, after);
    }

    /** The running mean of a statistic after a value entered it. */
    DoubleVector moved(String name, DoubleVector value, double rate) {
        return value.times(rate).plus(running.get(name).times(1 - rate));
    }

    /** All of them, with another value for one. */
    Map<String, DoubleVector> with(String name, DoubleVector value) {
        Map<String, DoubleVector> changed = new HashMap<>(running);
        changed.put(name, value);
        return Map.copyOf(changed);
    }
}
