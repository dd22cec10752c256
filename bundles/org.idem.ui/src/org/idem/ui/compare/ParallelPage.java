package org.idem.ui.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.chart.parallel.ParallelAxis;
import org.idem.chart.parallel.ParallelLine;
import org.idem.chart.parallel.ParallelModel;
import org.idem.core.TextTable;
import org.idem.run.compare.RunTable;
import org.idem.ui.dialogs.ColumnsDialog;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ParallelCanvas;
import org.idem.ui.widgets.table.LineColumn;
import org.idem.ui.widgets.table.TableExport;
import org.idem.ui.widgets.table.VirtualTable;

/** What the runs were given and what came out as parallel coordinates, and the runs that are chosen there in a table. */
final class ParallelPage implements ComparisonPage {
    private static final int MOST_KEYS = 6;
    private static final int MOST_RESULTS = 3;
    private static final int NAME_WIDTH = 180;
    private static final int WIDTH = 120;
    /** Pixels that a character of a title takes, about. */
    private static final int CHARACTER = 9;

    private final Composite page;
    private final Combo color;
    private final Label count;
    private final ParallelCanvas chart;
    private final VirtualTable<RunTable.Row> lines;
    private RunTable table = new RunTable(List.of(), List.of());
    /** Ids of the axes that the user chose; empty for the usual ones. */
    private List<String> chosen = List.of();

    ParallelPage(Composite parent, UiUpdateQueue updates, Consumer<String> pointed, Consumer<String> opened) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        Composite bar = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .margins(12, 4)
                .spacing(8, 4)
                .applyTo(bar);
        new Label(bar, SWT.NONE).setText("C&olour:");
        color = new Combo(bar, SWT.DROP_DOWN | SWT.READ_ONLY);
        GridDataFactory.fillDefaults().hint(220, SWT.DEFAULT).applyTo(color);
        Button axes = new Button(bar, SWT.PUSH);
        axes.setText("A&xes…");
        axes.addListener(SWT.Selection, event -> chooseAxes());
        count = new Label(bar, SWT.NONE);
        GridDataFactory.fillDefaults()
                .align(SWT.FILL, SWT.CENTER)
                .hint(360, SWT.DEFAULT)
                .applyTo(count);
        SashForm halves = new SashForm(page, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        chart = new ParallelCanvas(halves, updates);
        lines = new VirtualTable<>(halves, RunTable.Row::key);
        halves.setWeights(7, 3);
        chart.setLines(pointed, opened);
        chart.addChosenListener(this::showChosen);
        color.addListener(SWT.Selection, event -> chart.setColor(color.getSelectionIndex() - 1));
        lines.onOpen(run -> opened.accept(run.key()));
        lines.control().addListener(SWT.Selection, event -> pointed.accept(selected()));
        new TableExport(lines.control(), updates, "runs", this::text).install();
    }

    private String selected() {
        return lines.getSelection().getFirstElement() instanceof RunTable.Row run ? run.key() : null;
    }

    @Override
    public String title() {
        return "Parallel";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void emphasize(String key) {
        chart.setEmphasis(key);
    }

    @Override
    public void show(ComparisonSnapshot snapshot) {
        // It shows results.
    }

    @Override
    public void showResults(RunTable now) {
        table = now;
        draw();
    }

    private List<RunTable.Column> shown() {
        return chosen.isEmpty() ? usual() : table.columns(chosen);
    }

    /** What differs, how well the runs know faces, and what they lost. */
    private List<RunTable.Column> usual() {
        List<RunTable.Column> usual = new ArrayList<>(table.columns().stream()
                .filter(column -> !column.isResult())
                .limit(MOST_KEYS)
                .toList());
        table.columns().stream()
                .filter(column -> column.isLoss() || column.isAccuracy())
                .limit(MOST_RESULTS)
                .forEach(usual::add);
        return usual;
    }

    private void draw() {
        List<RunTable.Column> columns = shown();
        List<ParallelAxis> axes = columns.stream().map(ParallelPage::axis).toList();
        List<ParallelLine> runs = new ArrayList<>();
        for (int i = 0; i < table.runs().size(); i++) {
            int row = i;
            RunTable.Row run = table.runs().get(i);
            double[] values =
                    columns.stream().mapToDouble(column -> column.place(row)).toArray();
            runs.add(new ParallelLine(run.key(), run.name(), run.style(), values));
        }
        List<String> colors = new ArrayList<>(List.of("each run's own"));
        axes.forEach(axis -> colors.add(axis.title()));
        if (!colors.equals(List.of(color.getItems()))) {
            color.setItems(colors.toArray(String[]::new));
        }
        chart.setModel(new ParallelModel("Runs in parallel coordinates", axes, runs));
    }

    private static ParallelAxis axis(RunTable.Column column) {
        return column.isNumber()
                ? ParallelAxis.ofNumbers(column.id(), column.title(), column.numbers())
                : ParallelAxis.ofWords(column.id(), column.title(), column.words());
    }

    private void showChosen(ParallelModel model) {
        color.select(model.color() + 1);
        List<Integer> rows = rows(model);
        String all = table.runs().size() + (table.runs().size() == 1 ? " run" : " runs");
        count.setText(
                model.brushes().isEmpty() ? all + "; drag along an axis to choose some" : rows.size() + " of " + all);
        List<LineColumn<RunTable.Row>> columns = new ArrayList<>();
        columns.add(LineColumn.text("run", "Run", NAME_WIDTH, RunTable.Row::name));
        for (RunTable.Column column : shown()) {
            String id = column.id();
            int width = Math.max(WIDTH, CHARACTER * column.title().length());
            columns.add(
                    column.isNumber()
                            ? LineColumn.number(id, column.title(), width, run -> text(id, run))
                            : LineColumn.text(id, column.title(), width, run -> text(id, run)));
        }
        lines.setColumns(columns);
        lines.show(rows.stream().map(table.runs()::get).toList());
        lines.refresh();
    }

    /** Of the table that is shown now, which may have come after the columns. */
    private String text(String column, RunTable.Row run) {
        int row = table.runs().indexOf(run);
        return row < 0
                ? ""
                : table.columns(List.of(column)).stream()
                        .findFirst()
                        .map(one -> one.texts().get(row))
                        .orElse("");
    }

    private List<Integer> rows(ParallelModel model) {
        Set<String> keys = new HashSet<>();
        model.chosen().forEach(line -> keys.add(line.key()));
        return IntStream.range(0, table.runs().size())
                .filter(i -> keys.contains(table.runs().get(i).key()))
                .boxed()
                .toList();
    }

    /** The chosen runs as a table for papers. */
    private TextTable text() {
        return table.text(rows(chart.model()), shown());
    }

    private void chooseAxes() {
        ColumnsDialog dialog = new ColumnsDialog(
                page.getShell(),
                "Axes",
                "Show the &usual axes",
                table.columns().stream()
                        .map(column -> new ColumnsDialog.Choice(column.id(), column.title()))
                        .toList(),
                shown().stream().map(RunTable.Column::id).toList(),
                chosen.isEmpty());
        if (dialog.open() == Window.OK) {
            chosen = dialog.chosen();
            draw();
        }
    }
}
