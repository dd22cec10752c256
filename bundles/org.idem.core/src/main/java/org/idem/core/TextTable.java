package org.idem.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A table of texts, to be put into a paper, a spreadsheet or another program.
 *
 * @param columns the columns from the left
 * @param rows cells of each row, as many as there are columns; empty where there is nothing to say
 */
public record TextTable(List<Column> columns, List<List<String>> rows) {

    /**
     * A column.
     *
     * @param title in its head
     * @param isNumber whether its cells are numbers, which stand at the right
     * @param best rows that are set off because their value is the best one
     */
    public record Column(String title, boolean isNumber, List<Integer> best) {
        public Column {
            best = List.copyOf(best);
        }

        /** A column of words. */
        public static Column text(String title) {
            return new Column(title, false, List.of());
        }
    }

    public TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells in " + columns.size() + " columns");
            }
        }
    }

    /** Lines of fields between commas, the first with the titles. */
    public String csv() {
        return lines(",", TextTable::quoted);
    }

    /** Lines of fields between tabs, as spreadsheets take them from the clipboard. */
    public String tabs() {
        return lines("\t", text -> text.replaceAll("[\t\r\n]+", " "));
    }

    private String lines(String separator, UnaryOperator<String> field) {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream().map(Column::title).toList());
        all.addAll(rows);
        return all.stream()
                .map(row -> row.stream().map(field).collect(Collectors.joining(separator)) + "\n")
                .collect(Collectors.joining());
    }

    /** A field of a CSV file, in quotes where it needs them. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A {@code tabular} in the style of the package booktabs; what is best is bold. */
    public String booktabs() {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{tabular}{");
        columns.forEach(column -> text.append(column.isNumber() ? 'r' : 'l'));
        text.append("}\n\\toprule\n")
                .append(columns.stream().map(column -> latex(column.title())).collect(Collectors.joining(" & ")))
                .append(" \\\\\n\\midrule\n");
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String cell = rows.get(row).get(i);
                String words = cell.isEmpty() ? "--" : latex(cell);
                cells.add(columns.get(i).best().contains(row) ? "\\textbf{" + words + "}" : words);
            }
            text.append(String.join(" & ", cells)).append(" \\\\\n");
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    /** A text with what LaTeX takes for its own written so that it is read. */
    public static String latex(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '_', '%', '&', '#', '$', '{', '}' -> escaped.append('\\').append(c);
                case '\n', '\r' -> escaped.append(' ');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
