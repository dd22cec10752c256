package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Text;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Roc;
import org.idem.metrics.SimilarityThreshold;
import org.idem.metrics.TarAtFarRow;

/** Moves the threshold: by a slider, by its number, or to one that means something. UI thread only. */
final class ThresholdBar {
    /** Steps of the slider from a cosine of −1 to 1. */
    private static final int STEPS = 2000;

    private final ThresholdModel threshold;
    private final Composite bar;
    private final Scale slider;
    private final Text number;
    private final Combo named;
    private final Label measures;
    private final List<Double> namedAt = new ArrayList<>();

    ThresholdBar(Composite parent, ThresholdModel threshold) {
        this.threshold = threshold;
        bar = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(5).spacing(8, 4).applyTo(bar);
        Label word = new Label(bar, SWT.NONE);
        word.setText("&Threshold");
        slider = new Scale(bar, SWT.HORIZONTAL);
        slider.setMaximum(STEPS);
        slider.setPageIncrement(STEPS / 40);
        slider.setToolTipText("Cosine from which on two faces count as one person");
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(slider);
        slider.addListener(SWT.Selection, event -> threshold.set(2.0 * slider.getSelection() / STEPS - 1));
        number = new Text(bar, SWT.BORDER | SWT.TRAIL);
        number.setToolTipText("A cosine; Enter takes it");
        GridDataFactory.fillDefaults()
                .hint(72, SWT.DEFAULT)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(number);
        number.addListener(SWT.DefaultSelection, event -> take());
        named = new Combo(bar, SWT.READ_ONLY);
        named.setToolTipText("Thresholds that mean something on this set");
        GridDataFactory.fillDefaults()
                .hint(220, SWT.DEFAULT)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(named);
        named.addListener(SWT.Selection, event -> threshold.set(namedAt.get(named.getSelectionIndex())));
        measures = new Label(bar, SWT.NONE);
        GridDataFactory.fillDefaults()
                .hint(220, SWT.DEFAULT)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(measures);
        threshold.addListener(this::show);
    }

    Composite control() {
        return bar;
    }

    /** Offers the thresholds of an evaluation by name. */
    void offer(EvaluationReading.Scored scored) {
        named.removeAll();
        namedAt.clear();
        add("of the accuracy", scored.threshold());
        Roc roc = scored.roc();
        add("of the equal error rate", roc.eerThreshold());
        for (TarAtFarRow row : roc.table()) {
            if (row.isMeasurable() && Double.isFinite(row.threshold())) {
                add("of FAR " + FarLabel.of(row.far()), row.threshold());
            }
        }
        if (!Double.isNaN(threshold.cosine())) {
            show(threshold.cosine());
        }
    }

    private void add(String name, double cosine) {
        named.add(name);
        namedAt.add(cosine);
    }

    private void take() {
        try {
            double typed = Double.parseDouble(number.getText().strip());
            if (typed >= -1 && typed <= 1) {
                threshold.set(typed);
            }
        } catch (NumberFormatException e) {
            System.getLogger(ThresholdBar.class.getName()).log(System.Logger.Level.DEBUG, "no number", e);
        }
        show(threshold.cosine());
    }

    private void show(double cosine) {
        int step = (int) Math.round((cosine + 1) / 2 * STEPS);
        if (slider.getSelection() != step) {
            slider.setSelection(step);
        }
        number.setText(String.format(Locale.ROOT, "%.4f", cosine));
        int at = namedAt.indexOf(cosine);
        if (at < 0) {
            named.deselectAll();
        } else {
            named.select(at);
        }
        SimilarityThreshold same = new SimilarityThreshold(cosine);
        measures.setText(
                String.format(Locale.ROOT, "squared L2 %.4f  ·  angle %.2f°", same.squaredL2(), same.degrees()));
    }
}
