package org.idem.ui.verify;

import java.util.List;
import org.eclipse.swt.widgets.Control;

/** One page of the verification editor. UI thread only. */
interface VerificationPage {
    /** What its tab says. */
    String title();

    /** The widget to lay out. */
    Control control();

    /** Shows evaluations that were read, in the order in which they were opened; at least one. */
    void show(List<EvaluationReading> readings, EvaluationCharts charts);
}
