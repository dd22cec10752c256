package org.idem.ui.widgets.chart;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.RandomAccess;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.idem.chart.LineChartModel;
import org.idem.chart.PointTable;
import org.idem.chart.axis.TickFormat;
import org.idem.ui.widgets.table.LineColumn;
import org.idem.ui.widgets.table.VirtualTable;

/** Shows the points of a chart in a table of their own, for those who do not see the curves. UI thread only. */
final class ChartTable {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int X_WIDTH = 120;
    private static final int VALUE_WIDTH = 140;
    private static final TickFormat X_FORMAT = new TickFormat(9);
    private static final TickFormat Y_FORMAT = new TickFormat(7);

    private ChartTable() {}

    /** Opens a window with the chart's points once they are put in order. */
    static void open(ChartCanvas canvas) {
        LineChartModel model = canvas.model();
        Job job = Job.create("Listing the values of " + model.title(), (ICoreRunnable) monitor -> {
            PointTable points = new PointTable(model);
            canvas.updates().runAsync(() -> {
                if (!canvas.isDisposed()) {
                    open(canvas, model, points);
                }
            });
        });
        job.schedule();
    }

    private static void open(ChartCanvas canvas, LineChartModel model, PointTable points) {
        Shell shell = new Shell(canvas.getShell(), SWT.SHELL_TRIM);
        shell.setText("Values of " + model.title());
        shell.setLayout(new FillLayout());
        shell.setSize(WIDTH, HEIGHT);
        VirtualTable<Integer> table = new VirtualTable<>(shell, row -> row);
        List<LineColumn<Integer>> columns = new ArrayList<>();
        String x = model.x().label().isEmpty() ? "x" : model.x().label();
        columns.add(LineColumn.number("x", x, X_WIDTH, row -> X_FORMAT.format(points.x(row))));
        for (int i = 0; i < points.series().size(); i++) {
            int column = i;
            columns.add(LineColumn.number(
                    "series" + i, points.series().get(i).name(), VALUE_WIDTH, row -> text(points.value(row, column))));
        }
        table.setColumns(columns);
        table.show(new Rows(points.rows()));
        shell.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                shell.close();
            }
        });
        shell.open();
        table.control().setFocus();
    }

    private static String text(OptionalDouble value) {
        if (value.isEmpty()) {
            return "";
        }
        double number = value.getAsDouble();
        return Double.isFinite(number) ? Y_FORMAT.format(number) : Double.toString(number);
    }

    /** The numbers of all rows. */
    private static final class Rows extends AbstractList<Integer> implements RandomAccess {
        private final int size;

        Rows(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return index;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
