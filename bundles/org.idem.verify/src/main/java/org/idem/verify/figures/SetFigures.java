package org.idem.verify.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.KFold;
import org.idem.metrics.PairUnits;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarBootstrap;
import org.idem.metrics.TarRule;
import org.idem.metrics.ValidationRate;
import org.idem.run.Evaluation;
import org.idem.verify.EvaluatedPairs;

/**
 * What a table says of a model on one set.
 *
 * @param evaluation the evaluation as it was kept
 * @param table TAR at FAR by the rule that was asked for
 * @param rule how the table was read
 * @param drawn what was drawn anew for its intervals; null for Wilson's, which take pairs for independent
 * @param validation VAL at FAR 1e-3 over the folds; null where the scores were not kept or there are too few impostor pairs
 */
public record SetFigures(
        Evaluation evaluation, List<TarAtFarRow> table, TarRule rule, PairUnits.Kind drawn, ValidationRate validation) {
    private static final double VALIDATION_FAR = 1e-3;
    private static final long SEED = 1;

    public SetFigures {
        table = List.copyOf(table);
    }

    /** The figures that were kept, of an evaluation whose scores are not at hand. */
    public static SetFigures kept(Evaluation evaluation) {
        return new SetFigures(evaluation, evaluation.table(), TarRule.CONSERVATIVE, null, null);
    }

    /**
     * The figures of an evaluation.
     *
     * @param rule how true accept rates are read
     * @param people who is in the pairs; empty for Wilson's intervals
     * @param resamplings drawings of them
     */
    public static SetFigures of(Evaluation evaluation, TarRule rule, Optional<PairUnits> people, int resamplings) {
        Optional<EvaluatedPairs> read = scored(evaluation);
        if (read.isEmpty()) {
            return kept(evaluation);
        }
        EvaluatedPairs pairs = read.get();
        // What was kept was computed of more digits than the scores were kept with.
        List<TarAtFarRow> table =
                rule == TarRule.CONSERVATIVE ? evaluation.table() : pairs.roc().table(rule);
        return new SetFigures(
                evaluation,
                people.isPresent() && resamplings > 0 ? drawn(table, pairs, people.get(), resamplings) : table,
                rule,
                people.isPresent() && resamplings > 0 ? people.get().kind() : null,
                validation(pairs));
    }

    /** The pairs of an evaluation; empty when their scores were not kept, or are others than its figures rest on. */
    public static Optional<EvaluatedPairs> scored(Evaluation evaluation) {
        return evaluation.scores() == null
                ? Optional.empty()
                : EvaluatedPairs.read(evaluation).filter(pairs -> pairs.scores().size() == evaluation.pairs());
    }

    private static List<TarAtFarRow> drawn(
            List<TarAtFarRow> table, EvaluatedPairs pairs, PairUnits people, int resamplings) {
        double[] fars = table.stream()
                .filter(TarAtFarRow::isMeasurable)
                .mapToDouble(TarAtFarRow::far)
                .toArray();
        if (fars.length == 0) {
            return table;
        }
        ConfidenceInterval[] intervals = new TarBootstrap(pairs.scores().same(), people, fars)
                .intervals(pairs.scores().wideCosines(), resamplings, SEED);
        List<TarAtFarRow> rows = new ArrayList<>();
        int next = 0;
        for (TarAtFarRow row : table) {
            rows.add(row.isMeasurable() ? row.with(intervals[next++]) : row);
        }
        return rows;
    }

    private static ValidationRate validation(EvaluatedPairs pairs) {
        double[] distances = Arrays.stream(pairs.scores().wideCosines())
                .map(cosine -> 2 - 2 * cosine)
                .toArray();
        boolean measurable = distances.length >= KFold.USUAL_FOLDS
                && pairs.evaluation().figures().counts().impostors() >= TarAtFarRow.neededImpostors(VALIDATION_FAR);
        return measurable
                ? ValidationRate.of(distances, pairs.scores().same(), KFold.USUAL_FOLDS, VALIDATION_FAR)
                : null;
    }

    /** What intervals rest on, for people and programs: {@code wilson}, {@code bootstrap over identities}. */
    public String interval() {
        return drawn == null ? "wilson" : "bootstrap over " + drawn.word();
    }
}
