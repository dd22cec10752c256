package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.data.review.Verdict;
import org.idem.ui.widgets.table.RecordTable;

/** The wrong pairs of one kind, the worst first. UI thread only. */
final class WrongPairsTable {
    private static final int FACES_WIDTH = 144;
    private static final String KEYS = "S: one person, D: two persons, Delete: no verdict";

    private final String title;
    private final Consumer<WrongPair> listener;
    private final Label heading;
    private final RecordTable<WrongPair> table;

    /**
     * An empty table.
     *
     * @param selected told which pair is selected
     * @param decided told of a verdict on the selected pairs; null for one taken back
     */
    WrongPairsTable(
            Composite parent,
            String title,
            Consumer<WrongPair> selected,
            BiConsumer<List<WrongPair>, Verdict> decided) {
        this.title = title;
        listener = selected;
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
                .column("Cosine", 64, SWT.TRAIL, pair -> number(pair.scored().cosine()))
                .column("Pair", 56, SWT.TRAIL, pair -> Units.count(pair.scored().number()))
                .column("Label", 56, SWT.LEAD, WrongPair::verdictWords)
                .column("Cause", 100, SWT.LEAD, WrongPair::causeWords)
                .stretched(100)
                .sortable(Comparator.comparing(WrongPair::causeWords))
                .identifiedBy(pair -> pair.scored().number());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
        table.viewer().addSelectionChangedListener(event -> {
            if (event.getStructuredSelection().getFirstElement() instanceof WrongPair pair) {
                selected.accept(pair);
            }
        });
        table.viewer().getControl().setToolTipText(KEYS);
        table.viewer().getControl().addListener(SWT.KeyDown, event -> decide(event, decided));
    }

    private void decide(Event event, BiConsumer<List<WrongPair>, Verdict> decided) {
        Verdict verdict =
                switch (event.character) {
                    case 's' -> Verdict.SAME;
                    case 'd' -> Verdict.DIFFERENT;
                    default -> null;
                };
        if (verdict != null || event.character == SWT.DEL || event.character == SWT.BS) {
            event.doit = false;
            List<WrongPair> selected = new ArrayList<>();
            for (Object element : table.viewer().getStructuredSelection()) {
                selected.add((WrongPair) element);
            }
            decided.accept(selected, verdict);
        }
    }

    void show(List<WrongPair> pairs) {
        heading.setText(title + " (" + (pairs.isEmpty() ? "none" : pairs.size()) + ")");
        table.show(pairs);
    }

    /** Tells of the pair of this number again, if it is selected, as what another model makes of it is shown now. */
    void tell(int number) {
        if (table.viewer().getStructuredSelection().getFirstElement() instanceof WrongPair pair
                && pair.scored().number() == number) {
            listener.accept(pair);
        }
    }

    private static String words(WrongPair pair) {
        return pair.faces() == null ? "not readable" : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
