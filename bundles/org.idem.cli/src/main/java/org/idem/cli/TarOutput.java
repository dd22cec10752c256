package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;

/** A table of TAR at FAR, for people and programs. */
final class TarOutput {
    private TarOutput() {}

    /** {@code {"1e-3":{"value","low","high","errors","threshold"}}}; what cannot be measured is {@code null}. */
    static ObjectNode json(List<TarAtFarRow> table) {
        ObjectNode tar = JsonOutput.object();
        for (TarAtFarRow row : table) {
            ObjectNode cell = tar.putObject(FarLabel.of(row.far()));
            JsonOutput.put(cell, "value", row.tar());
            JsonOutput.put(cell, "low", row.low());
            JsonOutput.put(cell, "high", row.high());
            cell.put("errors", row.errors());
            JsonOutput.put(cell, "threshold", row.threshold());
            if (!row.isMeasurable()) {
                cell.put("needs", row.neededImpostors());
                cell.put("has", row.impostors());
            }
        }
        return tar;
    }

    /** A line for each rate; an asterisk is on those that rest on fewer than 30 errors. */
    static void print(Console console, List<TarAtFarRow> table) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "  %6s %8s %18s %10s %13s%n",
                        "FAR",
                        "TAR",
                        "95 % interval",
                        "threshold",
                        "false accepts");
        table.forEach(row -> print(console, row));
        if (table.stream().anyMatch(row -> row.isMeasurable() && !row.isReliable())) {
            console.out().println("  * rests on fewer than " + TarAtFarRow.RULE_OF_THIRTY + " false accepts");
        }
    }

    private static void print(Console console, TarAtFarRow row) {
        String label = FarLabel.of(row.far());
        if (!row.isMeasurable()) {
            console.out().printf(Locale.ROOT, "  %6s %s%n", label, row.needs());
            return;
        }
        String form = "  %6s %8.4f   %.4f … %.4f %10.4f %13d%s%n";
        console.out()
                .printf(
                        Locale.ROOT,
                        form,
                        label,
                        row.tar(),
                        row.low(),
                        row.high(),
                        row.threshold(),
                        row.errors(),
                        row.isReliable() ? "" : " *");
    }
}
