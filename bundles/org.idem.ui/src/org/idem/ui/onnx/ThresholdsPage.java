package org.idem.ui.onnx;

import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.ui.widgets.table.RecordTable;
import org.idem.verify.onnx.CardThreshold;

/** From which score two faces are one person, for each false accept rate and the set that it was measured on. */
final class ThresholdsPage implements OnnxPage {
    private static final String UNKNOWN = "—";

    private final Composite page;
    private final Label sentence;
    private final RecordTable<CardThreshold> table;

    ThresholdsPage(Composite parent) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(8, 8).applyTo(page);
        sentence = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(sentence);
        table = new RecordTable<CardThreshold>(page)
                .column("Set", 96, SWT.LEAD, one -> OnnxReading.line(one.set()))
                .column("FAR", 56, SWT.LEAD, one -> FarLabel.of(one.far()))
                .column("Cosine", 72, SWT.TRAIL, one -> fixed(one.cosine()))
                .column("95 % interval", 124, SWT.TRAIL, one -> interval(one.low(), one.high()))
                .column(
                        "Squared L2",
                        88,
                        SWT.TRAIL,
                        one -> fixed(one.threshold().squaredL2()))
                .column("Angle", 72, SWT.TRAIL, ThresholdsPage::angle)
                .column("TAR", 72, SWT.TRAIL, one -> fixed(one.tar()))
                .column("Interval of TAR", 124, SWT.TRAIL, one -> interval(one.tarLow(), one.tarHigh()))
                .column("False accepts", 104, SWT.TRAIL, one -> one.errors() < 0 ? UNKNOWN : Units.count(one.errors()))
                .emphasized(one -> false, one -> one.errors() >= 0 && one.errors() < TarAtFarRow.RULE_OF_THIRTY)
                .column("Pairs", 72, SWT.TRAIL, one -> one.pairs() == 0 ? UNKNOWN : Units.count(one.pairs()));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    }

    private static String fixed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : UNKNOWN;
    }

    private static String interval(double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high) ? fixed(low) + " – " + fixed(high) : UNKNOWN;
    }

    private static String angle(CardThreshold one) {
        return String.format(Locale.ROOT, "%.2f°", one.threshold().degrees());
    }

    @Override
    public String title() {
        return "Thresholds";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(OnnxReading reading) {
        boolean none = reading.claims().thresholds().isEmpty();
        sentence.setText(
                none
                        ? "The file does not say from which score two faces are one person. Verify it on pairs like"
                                + " those that it will meet."
                        : "Two faces are taken for one person from this cosine on, up to this squared L2 distance of"
                                + " embeddings of length one, up to this angle between them. Counts below 30 are"
                                + " quieter: little rests on them.");
        table.show(reading.claims().thresholds());
        page.layout(true, true);
    }
}
