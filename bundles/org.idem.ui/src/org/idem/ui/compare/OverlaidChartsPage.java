package org.idem.ui.compare;

import java.util.function.Consumer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.MetricChartsPane;
import org.idem.ui.widgets.UiUpdateQueue;

/** A chart for each metric with the curves of all runs. */
final class OverlaidChartsPage implements ComparisonPage {
    private final MetricChartsPane pane;

    OverlaidChartsPage(
            Composite parent,
            UiUpdateQueue updates,
            Consumer<ChartChoice> choose,
            Consumer<String> pointed,
            Consumer<String> opened) {
        pane = new MetricChartsPane(parent, updates, choose);
        pane.setCurves(pointed, opened);
    }

    @Override
    public void emphasize(String key) {
        pane.emphasize(key);
    }

    @Override
    public String title() {
        return "Charts";
    }

    @Override
    public Control control() {
        return pane.control();
    }

    @Override
    public void show(ComparisonSnapshot snapshot) {
        pane.show(snapshot.charts(), snapshot.choice(), snapshot.tags());
    }
}
