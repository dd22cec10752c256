package org.idem.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.idem.core.TextTable;
import org.idem.metrics.FarLabel;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.verify.figures.SetFigures;

/**
 * Figures of one or several models as a table in a file: CSV, or LaTeX with the package booktabs.
 *
 * @param models what models are called
 * @param figures sets of each model, the same sets in the same order
 */
record FiguresTable(List<String> models, List<List<SetFigures>> figures) {
    private static final double PERCENT = 100;

    /** A line for each model, set and rate; what cannot be measured has empty fields. */
    String csv() {
        StringBuilder text = new StringBuilder("model,set,pairs,genuine,impostors,accuracy,accuracy_std,auc,eer,rule,")
                .append("interval,far,tar,low,high,threshold,false_accepts,needs\n");
        for (int m = 0; m < models.size(); m++) {
            for (SetFigures set : figures.get(m)) {
                for (TarAtFarRow row : set.table()) {
                    text.append(line(models.get(m), set, row)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String line(String model, SetFigures set, TarAtFarRow row) {
        PairCounts counts = set.evaluation().figures().counts();
        List<String> fields = new ArrayList<>(List.of(
                TextTable.quoted(model), TextTable.quoted(set.evaluation().set())));
        fields.add(Integer.toString(counts.pairs()));
        fields.add(Integer.toString(counts.genuine()));
        fields.add(Integer.toString(counts.impostors()));
        fields.add(number(set.evaluation().accuracy()));
        fields.add(number(set.evaluation().accuracyStd()));
        fields.add(number(set.evaluation().auc()));
        fields.add(number(set.evaluation().eer()));
        fields.add(set.rule().word());
        fields.add(set.interval());
        fields.add(FarLabel.of(row.far()));
        DoubleStream.of(row.tar(), row.low(), row.high(), row.threshold())
                .mapToObj(FiguresTable::number)
                .forEach(fields::add);
        fields.add(row.isMeasurable() ? Long.toString(row.errors()) : "");
        fields.add(row.isMeasurable() ? "" : Long.toString(row.neededImpostors()));
        return String.join(",", fields);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    /** Percentages with intervals; the best of several models is bold, what rests on few errors has an asterisk. */
    String latex() {
        List<Double> fars = measured();
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}; TAR at FAR in percent, by the ")
                .append(rule())
                .append(" rule, with 95 % intervals;\n% an asterisk: rests on fewer than ")
                .append(TarAtFarRow.RULE_OF_THIRTY)
                .append(" false accepts; a dash: the set has too few impostor pairs\n\\begin{tabular}{ll")
                .append("r".repeat(1 + fars.size()))
                .append("}\n\\toprule\nSet & Model & Accuracy");
        fars.forEach(far -> text.append(" & $").append(power(far)).append('$'));
        text.append(" \\\\\n\\midrule\n");
        for (int s = 0; s < figures.get(0).size(); s++) {
            for (int m = 0; m < models.size(); m++) {
                text.append(row(m, s, fars)).append(" \\\\\n");
            }
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private String rule() {
        return figures.get(0).stream().map(set -> set.rule().word()).distinct().collect(Collectors.joining(", "));
    }

    /** Rates that a set can measure, the greatest first. */
    private List<Double> measured() {
        return figures.stream()
                .flatMap(List::stream)
                .flatMap(set -> set.table().stream())
                .filter(TarAtFarRow::isMeasurable)
                .map(TarAtFarRow::far)
                .distinct()
                .sorted((a, b) -> Double.compare(b, a))
                .toList();
    }

    private static String power(double far) {
        String[] parts = FarLabel.of(far).split("e", 2);
        String ten = "10^{" + parts[1] + "}";
        return parts[0].equals("1") ? ten : parts[0] + "\\cdot " + ten;
    }

    private String row(int model, int set, List<Double> fars) {
        SetFigures own = figures.get(model).get(set);
        List<String> cells = new ArrayList<>();
        cells.add(model == 0 ? TextTable.latex(own.evaluation().set()) : "");
        cells.add(TextTable.latex(models.get(model)));
        double accuracy = own.evaluation().accuracy();
        double best = figures.stream()
                .mapToDouble(sets -> sets.get(set).evaluation().accuracy())
                .max()
                .orElse(Double.NaN);
        cells.add(bold(percent(accuracy), accuracy == best) + " $\\pm$ "
                + percent(own.evaluation().accuracyStd()));
        fars.forEach(far -> cells.add(cell(model, set, far)));
        return String.join(" & ", cells);
    }

    private String cell(int model, int set, double far) {
        Optional<TarAtFarRow> row = row(model, set, far);
        if (row.isEmpty()) {
            return "--";
        }
        double best = IntStream.range(0, models.size())
                .mapToObj(m -> row(m, set, far))
                .flatMap(Optional::stream)
                .mapToDouble(TarAtFarRow::tar)
                .max()
                .orElse(Double.NaN);
        return bold(percent(row.get().tar()), row.get().tar() == best)
                + (row.get().isReliable() ? "" : "*")
                + " [" + percent(row.get().low()) + ", " + percent(row.get().high()) + "]";
    }

    private Optional<TarAtFarRow> row(int model, int set, double far) {
        return figures.get(model).get(set).table().stream()
                .filter(row -> row.far() == far && row.isMeasurable())
                .findFirst();
    }

    private String bold(String text, boolean isBest) {
        return isBest && models.size() > 1 ? "\\textbf{" + text + "}" : text;
    }

    private static String percent(double rate) {
        return Double.isFinite(rate) ? String.format(Locale.ROOT, "%.2f", PERCENT * rate) : "--";
    }
}
