package org.idem.ui.onnx;

import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.ui.widgets.table.RecordTable;

/** Where a model file says it comes from: run, step, weights, data, and the config that it was trained with. */
final class ProvenancePage implements OnnxPage {
    private static final String CONFIG = "config";

    private final SashForm halves;
    private final Label sentence;
    private final RecordTable<FlatEntries.Entry> facts;
    private final StyledText config;

    ProvenancePage(Composite parent) {
        halves = new SashForm(parent, SWT.VERTICAL);
        Composite top = new Composite(halves, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(8, 8).applyTo(top);
        sentence = new Label(top, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(sentence);
        facts = FlatEntries.table(top);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(facts.control());
        config = new StyledText(halves, SWT.READ_ONLY | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
        config.setFont(JFaceResources.getTextFont());
        config.setMargins(12, 8, 12, 8);
        halves.setWeights(50, 50);
    }

    @Override
    public String title() {
        return "Provenance";
    }

    @Override
    public Control control() {
        return halves;
    }

    @Override
    public void show(OnnxReading reading) {
        boolean silent = reading.claims().provenance().isEmpty();
        sentence.setText(silent ? "The file does not say where it comes from." : "The file says where it comes from:");
        facts.show(FlatEntries.of(reading.claims().provenance(), Set.of(CONFIG)));
        Object text = reading.claims().provenance().get(CONFIG);
        config.setText(text == null ? "" : String.valueOf(text));
        halves.setMaximizedControl(text == null ? halves.getChildren()[0] : null);
        halves.layout(true, true);
    }
}
