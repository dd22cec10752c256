package org.idem.ui.widgets.chart;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Point;
import org.idem.chart.file.ChartFormat;
import org.idem.chart.file.ParallelFile;
import org.idem.chart.parallel.ParallelModel;

/** Writes parallel coordinates into files. UI thread only. */
final class ParallelExport {
    private ParallelExport() {}

    static void ask(ParallelCanvas canvas) {
        ChartActions.chooseFile(canvas, canvas.model().title()).ifPresent(file -> write(canvas, file));
    }

    /** Beside the UI thread; a failure is told in a dialog. */
    static void write(ParallelCanvas canvas, Path file) {
        ParallelModel model = canvas.model();
        Point size = canvas.getSize();
        ChartFormat format = ChartFormat.of(file).orElse(ChartFormat.PNG);
        Job job = Job.create("Writing " + file.getFileName(), (ICoreRunnable) monitor -> {
            try {
                ParallelFile.write(model, size.x, size.y, format, file);
            } catch (UncheckedIOException e) {
                canvas.updates().runAsync(() -> ChartActions.tellFailure(canvas, file, e));
            }
        });
        job.schedule();
    }
}
