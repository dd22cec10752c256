package org.idem.ui.compare;

import org.eclipse.swt.widgets.Control;
import org.idem.run.compare.RunTable;

/** A page of the editor of several runs. UI thread only. */
interface ComparisonPage {
    /** What its tab says. */
    String title();

    /** Its widget. */
    Control control();

    /** Shows one run before the others, by its key, or all alike for null; a page that has no curves does nothing. */
    default void emphasize(String key) {}

    /** Shows what the runs were given and what came out; a page of something else does nothing. */
    default void showResults(RunTable table) {}

    /** Shows the runs as they are now. */
    void show(ComparisonSnapshot snapshot);
}
