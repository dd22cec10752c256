package org.idem.ui.run;

import java.util.function.Consumer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.MetricChartsPane;
import org.idem.ui.widgets.UiUpdateQueue;

/** The usual charts of a run, or those that were chosen. */
final class ChartsPage implements RunPage {
    private final MetricChartsPane pane;

    ChartsPage(Composite parent, UiUpdateQueue updates, Consumer<ChartChoice> choose) {
        pane = new MetricChartsPane(parent, updates, choose);
    }

    /** Brings a chart up, with its crosshair where something happened. */
    void reveal(String chart, String happened) {
        pane.reveal(chart, happened);
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
    public void show(RunSnapshot snapshot) {
        pane.show(snapshot.charts(), snapshot.choice(), snapshot.tags());
    }
}
