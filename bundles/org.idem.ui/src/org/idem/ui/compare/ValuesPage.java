package org.idem.ui.compare;

import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.idem.core.Units;
import org.idem.run.compare.MetricAxis;
import org.idem.ui.compare.ComparisonSnapshot.Placed;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.table.LineColumn;
import org.idem.ui.widgets.table.TableExport;
import org.idem.ui.widgets.table.VirtualTable;

/** Each metric of each run at the same place of the axis: first where all have been, then where the user slides to. */
final class ValuesPage implements ComparisonPage {
    private static final int TICKS = 1000;

    /** The values of a metric at a place. */
    private record Line(String tag, List<Double> values) {}

    private final Composite page;
    private final Label place;
    private final Scale slider;
    private final VirtualTable<Line> table;
    private ComparisonSnapshot snapshot;
    private boolean slid;

    ValuesPage(Composite parent, UiUpdateQueue updates) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(page);
        place = new Label(page, SWT.NONE);
        GridDataFactory.fillDefaults()
                .align(SWT.FILL, SWT.CENTER)
                .hint(240, SWT.DEFAULT)
                .indent(12, 0)
                .applyTo(place);
        slider = new Scale(page, SWT.HORIZONTAL);
        slider.setMaximum(TICKS);
        slider.setToolTipText("Where the runs are compared");
        slider.addListener(SWT.Selection, event -> slide());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(slider);
        table = new VirtualTable<>(page, Line::tag);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(table.control());
        new TableExport(table.control(), updates, "values", table::text).install();
    }

    @Override
    public String title() {
        return "Values";
    }

    @Override
    public Control control() {
        return page;
    }

    @Override
    public void show(ComparisonSnapshot now) {
        boolean otherAxis =
                snapshot != null && snapshot.choice().axis() != now.choice().axis();
        snapshot = now;
        slid &= !otherAxis;
        if (!slid && now.farthest() > 0) {
            slider.setSelection((int) Math.floor(TICKS * now.commonEnd() / now.farthest()));
        }
        table.setColumns(ColumnsPerRun.runs(
                now.runs(),
                List.of(LineColumn.<Line>text("metric", "Metric", 220, Line::tag)),
                (line, run) -> text(line.values().get(run)),
                SWT.TRAIL));
        fill();
    }

    private void slide() {
        slid = true;
        if (snapshot != null) {
            fill();
        }
    }

    private void fill() {
        double at = slid ? snapshot.farthest() * slider.getSelection() / TICKS : snapshot.commonEnd();
        place.setText("At " + place(at));
        // A label that was laid out without a text has no height.
        place.requestLayout();
        table.show(snapshot.values().entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(placed -> value(placed, at))
                                .toList()))
                .toList());
    }

    private String place(double at) {
        MetricAxis axis = snapshot.choice().axis();
        return switch (axis) {
            case STEP -> "step " + Units.count(Math.round(at));
            case IMAGES -> Units.count(Math.round(at)) + " images seen";
            case EPOCH -> String.format(Locale.ROOT, "epoch %.2f", at);
            case WALL_TIME, ACTIVE_TIME -> String.format(Locale.ROOT, "%.3f %s", at, axis.label());
        };
    }

    private static Double value(Placed placed, double at) {
        return placed.series().size() == 0 ? null : placed.at(at);
    }

    private static String text(Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        return value.isNaN() ? "–" : String.format(Locale.ROOT, size != 0 && size < 1e-3 ? "%.3e" : "%.5g", value);
    }
}
