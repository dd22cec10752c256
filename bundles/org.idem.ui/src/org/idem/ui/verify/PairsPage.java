package org.idem.ui.verify;

import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.ui.widgets.table.RecordTable;

/** The pairs that the model gets wrong, with their faces: two persons taken for one, and one person taken for two. */
final class PairsPage {
    private static final int FACES_WIDTH = 176;

    private final Composite page;
    private final Label summary;
    private final Half accepts;
    private final Half rejects;

    PairsPage(Composite parent) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(page);
        summary = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(summary);
        summary.setText("Reading the pairs…");
        SashForm halves = new SashForm(page, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        accepts = new Half(halves, "False accepts: two persons taken for one");
        rejects = new Half(halves, "False rejects: one person taken for two");
    }

    Composite control() {
        return page;
    }

    void show(WrongPairs pairs) {
        accepts.show(pairs.accepts());
        rejects.show(pairs.rejects());
        String threshold = Double.isNaN(pairs.threshold())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The worst pairs at a threshold of %.4f, the mean of the folds' thresholds. ",
                        pairs.threshold());
        summary.setText(threshold + pairs.problem());
        page.layout(true, true);
    }

    private static final class Half {
        private final String title;
        private final Label heading;
        private final RecordTable<WrongPair> table;

        Half(Composite parent, String title) {
            this.title = title;
            Composite half = new Composite(parent, SWT.NONE);
            GridLayoutFactory.fillDefaults().spacing(4, 4).applyTo(half);
            heading = new Label(half, SWT.NONE);
            heading.setText(title);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(heading);
            table = new RecordTable<WrongPair>(half)
                    .pictures("Faces", FACES_WIDTH, Half::words, WrongPair::faces)
                    .column(
                            "Cosine",
                            80,
                            SWT.TRAIL,
                            pair -> number(pair.scored().cosine()))
                    .column(
                            "Off by",
                            76,
                            SWT.TRAIL,
                            pair -> number(pair.scored().beyond()))
                    .column(
                            "Pair",
                            68,
                            SWT.TRAIL,
                            pair -> Units.count(pair.scored().number()));
            GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
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
}
