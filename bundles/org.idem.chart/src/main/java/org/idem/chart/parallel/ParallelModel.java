package org.idem.chart.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.TextTable;

/**
 * Parallel coordinates and what of them is chosen. Immutable.
 *
 * @param title also the accessible name
 * @param axes from the left
 * @param lines each with a value for each axis
 * @param color index of the axis whose values colour the lines, or -1 for the colour of each
 * @param brushes what is chosen of an axis, by its index: lines that pass outside of one are pale
 */
public record ParallelModel(
        String title, List<ParallelAxis> axes, List<ParallelLine> lines, int color, Map<Integer, Brush> brushes) {

    /** A stretch of an axis, in places from 0 to 1. */
    public record Brush(double low, double high) {
        public Brush {
            if (!(low <= high)) {
                throw new IllegalArgumentException("Not a stretch: " + low + " to " + high);
            }
        }

        boolean contains(double place) {
            return place >= low && place <= high;
        }
    }

    public ParallelModel {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
        brushes = Collections.unmodifiableMap(new HashMap<>(brushes));
    }

    /** All lines, none of them chosen. */
    public ParallelModel(String title, List<ParallelAxis> axes, List<ParallelLine> lines) {
        this(title, axes, lines, -1, Map.of());
    }

    /** The same with a stretch of an axis chosen; null for all of it. */
    public ParallelModel withBrush(int axis, Brush brush) {
        Map<Integer, Brush> changed = new HashMap<>(brushes);
        if (brush == null) {
            changed.remove(axis);
        } else {
            changed.put(axis, brush);
        }
        return new ParallelModel(title, axes, lines, color, changed);
    }

    /** The same with nothing chosen. */
    public ParallelModel withoutBrushes() {
        return new ParallelModel(title, axes, lines, color, Map.of());
    }

    /** The same coloured by the values of an axis; -1 for the colour of each line. */
    public ParallelModel withColor(int axis) {
        return new ParallelModel(title, axes, lines, axis, brushes);
    }

    /** Whether a line passes through all that is chosen; one without a value on an axis passes through nothing of it. */
    public boolean isChosen(ParallelLine line) {
        return brushes.entrySet().stream().allMatch(one -> one.getValue().contains(place(line, one.getKey())));
    }

    /** The lines that pass through all that is chosen. */
    public List<ParallelLine> chosen() {
        return lines.stream().filter(this::isChosen).toList();
    }

    /** Where a line crosses an axis, from 0 to 1; NaN where it has no value. */
    public double place(ParallelLine line, int axis) {
        return axes.get(axis).place(line.values()[axis]);
    }

    /** What a line has on an axis, in words; empty for nothing. */
    public String text(ParallelLine line, int axis) {
        double value = line.values()[axis];
        List<String> words = axes.get(axis).words();
        if (words.isEmpty()) {
            return Double.isNaN(value) ? "" : Double.toString(value);
        }
        return Double.isNaN(value) ? "" : words.get((int) value);
    }

    /** The chosen lines as a table. */
    public TextTable table() {
        List<TextTable.Column> columns = new ArrayList<>(List.of(TextTable.Column.text("name")));
        axes.forEach(axis ->
                columns.add(new TextTable.Column(axis.title(), axis.words().isEmpty(), List.of())));
        List<List<String>> rows = new ArrayList<>();
        for (ParallelLine line : chosen()) {
            List<String> cells = new ArrayList<>(List.of(line.name()));
            for (int i = 0; i < axes.size(); i++) {
                cells.add(text(line, i));
            }
            rows.add(cells);
        }
        return new TextTable(columns, rows);
    }
}
