package org.idem.ui.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.metrics.FarLabel;
import org.idem.ui.widgets.table.RecordTable;

/** How the file was compared with what was trained, and what its precision does to true accept rates. */
final class ProofPage implements OnnxPage {
    private static final String CHANGES = "tar_change";
    /** What exports measure, as people say it. */
    private static final Map<String, String> WORDS = Map.of(
            "crops", "Pictures",
            "crops_from", "Pictures from",
            "pairs_from", "Pairs from",
            "min_cosine", "Least cosine",
            "needed_cosine", "Cosine needed",
            "mean_cosine", "Mean cosine",
            "max_abs_difference", "Greatest difference",
            "allowed_difference", "Difference allowed");

    private static final String UNKNOWN = "—";

    private final Composite page;
    private final Label sentence;
    private final RecordTable<FlatEntries.Entry> figures;
    private final Label changesTitle;
    private final RecordTable<Map<?, ?>> changes;

    ProofPage(Composite parent) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(8, 8).applyTo(page);
        sentence = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(sentence);
        figures = FlatEntries.table(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(figures.control());
        changesTitle = new Label(page, SWT.WRAP);
        changesTitle.setText("What the precision does to true accept rates, on the same pairs:");
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(changesTitle);
        changes = new RecordTable<Map<?, ?>>(page)
                .column("Set", 140, SWT.LEAD, one -> OnnxReading.line(one.get("set")))
                .column("FAR", 64, SWT.LEAD, one -> far(one.get("far")))
                .column("Trained", 80, SWT.TRAIL, one -> number(one.get("trained"), "%.4f"))
                .column("Exported", 80, SWT.TRAIL, one -> number(one.get("exported"), "%.4f"))
                .column("Change", 80, SWT.TRAIL, one -> number(one.get("change"), "%+.4f"))
                .column("95 % interval", 160, SWT.LEAD, ProofPage::interval);
        GridDataFactory.fillDefaults().grab(true, true).exclude(true).applyTo(changes.control());
    }

    private static String far(Object value) {
        return value instanceof Number number ? FarLabel.of(number.doubleValue()) : UNKNOWN;
    }

    private static String number(Object value, String format) {
        return value instanceof Number number ? String.format(Locale.ROOT, format, number.doubleValue()) : UNKNOWN;
    }

    private static String interval(Map<?, ?> change) {
        return number(change.get("low"), "%+.4f") + " … " + number(change.get("high"), "%+.4f");
    }

    @Override
    public String title() {
        return "Proof";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(OnnxReading reading) {
        Map<String, Object> proof = reading.claims().proof();
        sentence.setText(
                proof.isEmpty()
                        ? "Neither the file nor a report beside it says that it computes what was trained."
                        : "The file says that it was compared with the trained network on the same pictures:");
        figures.show(FlatEntries.of(proof, Set.of(CHANGES)).stream()
                .map(one -> new FlatEntries.Entry(WORDS.getOrDefault(one.key(), one.key()), one.value()))
                .toList());
        List<Map<?, ?>> rates = changes(proof.get(CHANGES));
        changes.show(rates);
        for (Control control : List.of(changesTitle, changes.control())) {
            control.setVisible(!rates.isEmpty());
            ((GridData) control.getLayoutData()).exclude = rates.isEmpty();
        }
        page.layout(true, true);
    }

    private static List<Map<?, ?>> changes(Object said) {
        return said instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(one -> (Map<?, ?>) one)
                        .toList()
                : List.of();
    }
}
