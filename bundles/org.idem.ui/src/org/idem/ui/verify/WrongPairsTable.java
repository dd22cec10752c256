package org.idem.ui.verify;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.ui.widgets.table.RecordTable;

/** The wrong pairs of one kind, the worst first. UI thread only. */
final class WrongPairsTable {
    private static final int FACES_WIDTH = 176;

    private final String title;
    private final Label heading;
    private final RecordTable<WrongPair> table;

    WrongPairsTable(Composite parent, String title, Consumer<WrongPair> selected) {
        this.title = title;
        Composite half = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(4, 4).applyTo(half);
        heading = new Label(half, SWT.NONE);
        heading.setText(title);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(heading);
        table = new RecordTable<WrongPair>(half)
                .pictures(
                        "Faces",
                        FACES_WIDTH,
                        WrongPairsTable::words,
                        pair -> pair.faces() == null ? null : pair.faces().small())
                .column("Cosine", 68, SWT.TRAIL, pair -> number(pair.scored().cosine()))
                .column("Off by", 68, SWT.TRAIL, pair -> number(pair.scored().beyond()))
                .column("Pair", 60, SWT.TRAIL, pair -> Units.count(pair.scored().number()))
                .column("Cause", 120, SWT.LEAD, WrongPair::causeWords)
                .stretched(120)
                .sortable(Comparator.comparing(WrongPair::causeWords))
                .identifiedBy(pair -> pair.scored().number());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
        table.viewer().addSelectionChangedListener(event -> {
            if (event.getStructuredSelection().getFirstElement() instanceof WrongPair pair) {
                selected.accept(pair);
            }
        });
    }

    void show(List<WrongPair> pairs) {
        heading.setText(title + " (" + (pairs.isEmpty() ? "none" : pairs.size()) + ")");
        table.show(pairs);
    }

    private static String words(WrongPair pair) {
        return pair.faces() == null ? "not readable" : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
