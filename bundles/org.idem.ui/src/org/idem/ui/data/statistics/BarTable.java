package org.idem.ui.data.statistics;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.idem.core.Units;
import org.idem.ui.widgets.table.RecordTable;

/** The bars of one chart as a table: what they say without a picture. Enter or double click leads to their images. */
final class BarTable {
    private final Composite holder;
    private final Combo choice;
    private final RecordTable<Histogram.Bar> table;
    private List<Histogram> histograms = List.of();

    BarTable(Composite parent, Consumer<Histogram.Bar> open) {
        holder = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(4, 4).applyTo(holder);
        choice = new Combo(holder, SWT.READ_ONLY);
        choice.setToolTipText("The chart whose bars the table has");
        choice.addListener(SWT.Selection, event -> fill());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(choice);
        table = new RecordTable<Histogram.Bar>(holder)
                .column("Values", 92, SWT.LEAD, Histogram.Bar::range)
                .column("Count", 64, SWT.TRAIL, bar -> Units.count(bar.count()))
                .column("Share", 62, SWT.TRAIL, Histogram.Bar::percent)
                .onOpen(open);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    }

    Composite control() {
        return holder;
    }

    /** The chart that is in the table. */
    String title() {
        return choice.getText();
    }

    /** Keeps the chart that was chosen. */
    void show(List<Histogram> now) {
        int chosen = Math.max(0, choice.getSelectionIndex());
        histograms = now;
        choice.setItems(now.stream().map(Histogram::title).toArray(String[]::new));
        choice.select(chosen);
        fill();
    }

    /** Shows the bars of a chart, one of them selected. */
    void select(Histogram histogram, Histogram.Bar bar) {
        choose(histogram.title());
        table.viewer().setSelection(new StructuredSelection(bar), true);
    }

    /** Shows the bars of the chart with this title. */
    void choose(String title) {
        int index = choice.indexOf(title);
        if (index >= 0 && index != choice.getSelectionIndex()) {
            choice.select(index);
            fill();
        }
    }

    private void fill() {
        table.show(histograms.get(choice.getSelectionIndex()).bars());
    }
}
