package org.idem.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.ThresholdInterval;
import org.idem.run.Evaluation;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.onnx.CardThreshold;

/**
 * True accept rates and thresholds of a set, as a card tells them.
 *
 * @param set name of the set
 * @param pairs of it
 * @param rows by falling false accept rate
 * @param intervals of the rows' thresholds, one for each; NaN where the scores are not known
 */
record MeasuredTable(String set, int pairs, List<TarAtFarRow> rows, List<ThresholdInterval> intervals) {
    private static final ThresholdInterval UNKNOWN = new ThresholdInterval(Double.NaN, Double.NaN);

    MeasuredTable {
        rows = List.copyOf(rows);
        intervals = List.copyOf(intervals);
    }

    /** As an evaluation tells it; with the intervals of thresholds where its scores were kept. */
    static MeasuredTable of(Evaluation evaluation) {
        Optional<EvaluatedPairs> pairs =
                evaluation.scores() == null ? Optional.empty() : EvaluatedPairs.read(evaluation);
        List<TarAtFarRow> rows = evaluation.table();
        List<ThresholdInterval> intervals = pairs.map(kept -> intervals(
                        rows, kept.scores().wideCosines(), kept.scores().same()))
                .orElseGet(() -> rows.stream().map(row -> UNKNOWN).toList());
        return new MeasuredTable(evaluation.set(), evaluation.pairs(), rows, intervals);
    }

    /** Of scores that are at hand. */
    static MeasuredTable of(String set, List<TarAtFarRow> rows, double[] scores, boolean[] same) {
        return new MeasuredTable(set, scores.length, rows, intervals(rows, scores, same));
    }

    private static List<ThresholdInterval> intervals(List<TarAtFarRow> rows, double[] scores, boolean[] same) {
        return rows.stream()
                .map(row -> Double.isFinite(row.threshold()) ? ThresholdInterval.of(scores, same, row.far()) : UNKNOWN)
                .toList();
    }

    /** Those that there are. */
    List<CardThreshold> thresholds() {
        List<CardThreshold> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TarAtFarRow row = rows.get(i);
            if (Double.isFinite(row.threshold())) {
                ThresholdInterval interval = intervals.get(i);
                all.add(new CardThreshold(
                        set,
                        row.far(),
                        row.threshold(),
                        interval.low(),
                        interval.high(),
                        row.tar(),
                        row.low(),
                        row.high(),
                        row.errors(),
                        pairs));
            }
        }
        return all;
    }
}
