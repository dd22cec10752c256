package org.idem.ui.onnx;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** The card beside a model file, as it is written. */
final class CardPage implements OnnxPage {
    private static final String NONE =
            "There is no card beside the file: no model-card.md of it, and no text of its name with .md behind it.";

    private final StyledText text;

    CardPage(Composite parent) {
        text = new StyledText(parent, SWT.READ_ONLY | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
        text.setFont(JFaceResources.getTextFont());
        text.setMargins(12, 8, 12, 8);
    }

    @Override
    public String title() {
        return "Card";
    }

    @Override
    public Control control() {
        return text;
    }

    @Override
    public void show(OnnxReading reading) {
        text.setText(reading.card().orElse(NONE));
    }
}
