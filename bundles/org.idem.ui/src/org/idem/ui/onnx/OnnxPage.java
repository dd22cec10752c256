package org.idem.ui.onnx;

import org.eclipse.swt.widgets.Control;

/** One page of the editor of model files. UI thread only. */
interface OnnxPage {
    /** What its tab says. */
    String title();

    /** The widget to lay out. */
    Control control();

    /** Shows what was read. */
    void show(OnnxReading reading);
}
