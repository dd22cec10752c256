package org.idem.run.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tables with a heading, a row for each step: as a tracker exports the history of a run or the curves of several
 * ({@code run - metric}), as TensorBoard exports a curve ({@code Wall time,Step,Value}), or as a script writes them.
 */
final class CsvReader {
    private static final Set<String> STEPS = Set.of(
            "step",
            "_step",
            "global_step",
            "globalstep",
            "iteration",
            "iter",
            "steps",
            "trainer/global_step",
            "epoch",
            "_epoch");
    private static final Set<String> TIMES =
            Set.of("wall_time", "walltime", "wall time", "_timestamp", "timestamp", "time");
    private static final String OF_RUN = " - ";

    private final String fileName;
    private final Map<String, ForeignMetrics> runs = new LinkedHashMap<>();
    private List<String> titles;
    private char separator = ',';
    private int stepColumn = -1;
    private int timeColumn = -1;
    private long rows;

    private CsvReader(String fileName) {
        this.fileName = fileName;
    }

    /** The values by run; a table of one run has it under the empty name. */
    static Map<String, ForeignMetrics> read(Path file) throws IOException {
        CsvReader reader = new CsvReader(file.getFileName().toString().replaceAll("\\.[^.]*$", ""));
        TextLines.read(file, reader::line);
        return reader.runs;
    }

    private void line(String line) {
        if (titles == null) {
            separator = separator(line);
            heading(cells(line, separator));
            return;
        }
        List<String> cells = cells(line, separator);
        rows++;
        long step = stepColumn < 0 || stepColumn >= cells.size() ? rows : step(cells.get(stepColumn));
        Double time = timeColumn < 0 || timeColumn >= cells.size() ? null : number(cells.get(timeColumn));
        for (int i = 0; i < Math.min(cells.size(), titles.size()); i++) {
            if (i != stepColumn && i != timeColumn && !cells.get(i).isBlank()) {
                value(titles.get(i), step, time == null ? Double.NaN : seconds(time), cells.get(i));
            }
        }
    }

    /** Whether a heading has a column for the step, so that its table is one of metrics. */
    static boolean isOne(String heading) {
        return cells(heading, separator(heading)).stream()
                .anyMatch(title -> STEPS.contains(title.strip().toLowerCase(Locale.ROOT)));
    }

    /** What parts the cells of a heading: spreadsheets of many countries write semicolons, and some programs tabs. */
    private static char separator(String heading) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = cells(heading, candidate).size() > cells(heading, best).size() ? candidate : best;
        }
        return best;
    }

    /** Where semicolons part the cells, numbers have commas. */
    private Double number(String cell) {
        boolean comma = separator == ';' && cell.indexOf('.') < 0;
        return LogNumbers.number(comma ? cell.replace(',', '.') : cell);
    }

    /** Some write milliseconds. */
    private static double seconds(double time) {
        return time > 1e11 ? time / 1000 : time;
    }

    /** Some write whole numbers with a point. */
    private long step(String cell) {
        Double number = number(cell);
        return number == null || number.isNaN() || number != Math.rint(number) ? -1 : number.longValue();
    }

    private void heading(List<String> cells) {
        titles = cells;
        for (int i = 0; i < cells.size(); i++) {
            String title = cells.get(i).strip().toLowerCase(Locale.ROOT);
            boolean better = stepColumn < 0
                    || cells.get(stepColumn).toLowerCase(Locale.ROOT).contains("epoch");
            stepColumn = STEPS.contains(title) && better ? i : stepColumn;
            timeColumn = TIMES.contains(title) && timeColumn < 0 ? i : timeColumn;
        }
    }

    private void value(String title, long step, double time, String cell) {
        String name = title.strip();
        int split = name.lastIndexOf(OF_RUN);
        String run = split < 0 ? "" : name.substring(0, split);
        String metric = split < 0 ? name : name.substring(split + OF_RUN.length());
        // Curves of several runs come with their extremes, which the curve itself has too.
        if (metric.endsWith("__MIN") || metric.endsWith("__MAX") || metric.equals("_step")) {
            return;
        }
        Double number = number(cell);
        if (number != null) {
            // A table of one curve calls it no more than a value.
            String tag = metric.equalsIgnoreCase("value") ? fileName : metric;
            runs.computeIfAbsent(run, one -> new ForeignMetrics()).add(tag, step, time, number);
        } else if (runs.containsKey(run)) {
            runs.get(run).skip();
        }
    }

    /** Cells in quotes may hold separators and doubled quotes. */
    private static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char at = line.charAt(i);
            if (at == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (at == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (at != '\uFEFF') {
                cell.append(at);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
