package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;

/**
 * A threshold that was measured with a model.
 *
 * @param set name of the set
 * @param far false accept rate, in (0, 1]
 * @param cosine from which a pair is accepted
 */
public record MeasuredThreshold(String set, double far, double cosine) {
    private static final double USUAL_FAR = 1e-4;
    private static final double SAME_RATE = 1e-9;

    /** Those of evaluations. */
    static List<MeasuredThreshold> of(List<Evaluation> evaluations) {
        List<MeasuredThreshold> all = new ArrayList<>();
        for (Evaluation evaluation : evaluations) {
            for (TarAtFarRow row : evaluation.table()) {
                if (Double.isFinite(row.threshold())) {
                    all.add(new MeasuredThreshold(evaluation.set(), row.far(), row.threshold()));
                }
            }
        }
        return all;
    }

    /** Those that a file's metadata tells: {@code {"lfw":{"1e-3":0.31}}}; what is none of that is passed over. */
    static List<MeasuredThreshold> parse(String json) {
        List<MeasuredThreshold> all = new ArrayList<>();
        try {
            for (Map.Entry<String, JsonNode> set :
                    new ObjectMapper().readTree(json).properties()) {
                set.getValue().properties().forEach(rate -> parse(set.getKey(), rate)
                        .ifPresent(all::add));
            }
        } catch (JsonProcessingException e) {
            System.getLogger(MeasuredThreshold.class.getName()).log(System.Logger.Level.DEBUG, json, e);
        }
        return all;
    }

    private static Optional<MeasuredThreshold> parse(String set, Map.Entry<String, JsonNode> rate) {
        try {
            double far = Double.parseDouble(rate.getKey());
            return far > 0 && far <= 1 && rate.getValue().isNumber()
                    ? Optional.of(
                            new MeasuredThreshold(set, far, rate.getValue().asDouble()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The one to use: where several sets have the rate, the strictest.
     *
     * @param far rate asked for; null for 1e-4, or the next that was measured
     * @return none if nothing was measured and no rate is asked for
     * @throws InputException if the rate was not measured
     */
    public static Optional<MeasuredThreshold> choose(List<MeasuredThreshold> all, Double far) {
        double wanted = far == null ? nearest(all) : far;
        Optional<MeasuredThreshold> found = all.stream()
                .filter(one -> Math.abs(one.far() / wanted - 1) < SAME_RATE)
                .max(Comparator.comparingDouble(MeasuredThreshold::cosine));
        if (found.isEmpty() && far != null) {
            List<String> rates = all.stream()
                    .sorted(Comparator.comparingDouble(MeasuredThreshold::far))
                    .map(one -> FarLabel.of(one.far()))
                    .distinct()
                    .toList();
            throw new InputException(Problem.error(
                    null,
                    "--far",
                    "No threshold was measured for a false accept rate of " + FarLabel.of(far),
                    rates.isEmpty()
                            ? "verify the model on a set first, or give --threshold"
                            : "give one of " + String.join(", ", rates) + ", or --threshold"));
        }
        return found;
    }

    private static double nearest(List<MeasuredThreshold> all) {
        ToDoubleFunction<MeasuredThreshold> apart = one -> Math.abs(Math.log(one.far() / USUAL_FAR));
        return all.stream()
                .min(Comparator.comparingDouble(apart))
                .map(MeasuredThreshold::far)
                .orElse(USUAL_FAR);
    }
}
