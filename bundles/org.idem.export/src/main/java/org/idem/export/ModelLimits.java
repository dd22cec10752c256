package org.idem.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Precision;

/** What a model cannot, or nobody knows of it, as far as its export can tell: one sentence each. */
final class ModelLimits {
    private ModelLimits() {}

    static List<String> of(Origin origin, ProofRecord proof, ExportOptions options) {
        List<String> limits = new ArrayList<>();
        limits.add(
                "It takes pictures of one face each, aligned by eyes, nose and mouth as in training; it finds no face"
                        + " and aligns none.");
        if (origin.evaluations().isEmpty()) {
            limits.add("No threshold was measured with these weights.");
        }
        for (MeasuredTable table : origin.evaluations()) {
            limits.add(support(table));
        }
        limits.add("Groups of people were not measured apart; rates may differ between them.");
        if (proof.from().contains("drawn")) {
            limits.add("The proof looked at drawn faces, for want of others: " + proof.from() + ".");
        }
        if (proof.rates() != null && proof.rates().from().contains("drawn")) {
            limits.add("What the precision does to true accept rates was measured on drawn faces, not on photographs.");
        }
        if (options.precision() == Precision.INT8) {
            limits.add("Pictures unlike those that it was quantized with may leave the ranges of its activations.");
        }
        return limits;
    }

    private static String support(MeasuredTable table) {
        String begin = "Thresholds of " + table.set() + " rest on " + Units.count(table.pairs()) + " pairs";
        List<String> rare = table.rows().stream()
                .filter(row -> row.isMeasurable() && !row.isReliable())
                .map(row -> FarLabel.of(row.far()))
                .toList();
        List<String> none = table.rows().stream()
                .filter(row -> !row.isMeasurable())
                .map(row -> FarLabel.of(row.far()))
                .toList();
        return begin
                + (rare.isEmpty()
                        ? ""
                        : "; at false accept rates of " + String.join(", ", rare) + " on fewer than "
                                + TarAtFarRow.RULE_OF_THIRTY + " false accepts")
                + (none.isEmpty() ? "" : "; rates of " + String.join(", ", none) + " are not measurable with it")
                + ".";
    }

    static String format(List<String> limits) {
        ArrayNode list = new ObjectMapper().createArrayNode();
        limits.forEach(list::add);
        return list.toString();
    }
}
