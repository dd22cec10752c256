package org.idem.ui.verify;

import java.util.List;
import java.util.function.Function;
import org.idem.core.Units;
import org.idem.metrics.OperatingPoint;
import org.idem.metrics.Roc;

/**
 * What a model does to the pairs of its set at a threshold.
 *
 * @param name of the evaluation
 * @param point the threshold and what follows of it
 */
record ModelPoint(String name, OperatingPoint point) {

    /** A point of each evaluation whose scores were kept. */
    static List<ModelPoint> of(List<EvaluationReading> readings, Function<Roc, OperatingPoint> choice) {
        return readings.stream()
                .flatMap(reading -> reading.scored().stream()
                        .map(scored -> new ModelPoint(reading.name(), choice.apply(scored.roc()))))
                .toList();
    }

    String falseAccepts() {
        return share(point.falseAccepts(), point.impostors());
    }

    String falseRejects() {
        return share(point.falseRejects(), point.genuine());
    }

    private static String share(long part, long whole) {
        return Units.count(part) + " of " + Units.count(whole);
    }
}
