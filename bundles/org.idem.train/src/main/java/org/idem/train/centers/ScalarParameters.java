package org.idem.train.centers;

import java.util.HashMap;
import java.util.Map;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Numbers that a head learns, such as UniFace's threshold: moved by the rule that moves class centers, as a center of one
 * number would be. They and what the rule remembers of them stand among the head's statistics.
 */
public final class ScalarParameters {
    private final Map<String, Double> gradients = new HashMap<>();

    /** Adds the gradients of a pass. */
    public void add(Map<String, Double> ofPass) {
        ofPass.forEach((name, value) -> gradients.merge(name, value, Double::sum));
    }

    public void clear() {
        gradients.clear();
    }

    /** The statistics with the numbers moved. */
    public Map<String, Double> moved(Map<String, Double> statistics, CenterOptimizer rule, double rate) {
        Map<String, Double> after = new HashMap<>(statistics);
        gradients.forEach((name, gradient) -> TensorScope.run(() -> {
            SampledCenters row = new SampledCenters(
                    number(statistics, name),
                    number(statistics, name + "_momentum"),
                    number(statistics, name + "_square"));
            rule.move(row, scalar(gradient), rate);
            after.put(name, row.centers().item());
            after.put(name + "_momentum", row.momentum().item());
            after.put(name + "_square", row.square().item());
        }));
        return Map.copyOf(after);
    }

    private static Tensor number(Map<String, Double> statistics, String name) {
        return scalar(statistics.getOrDefault(name, 0.0));
    }

    private static Tensor scalar(double value) {
        return Tensor.of(new float[] {(float) value}, 1, 1);
    }
}
