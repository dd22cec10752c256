package org.idem.ui.runs;

import java.util.function.Function;
import org.eclipse.swt.SWT;

/** The columns of the table of runs. */
enum RunColumn {
    STATUS("Status", 84, SWT.LEAD, row -> RunState.word(row.live())),
    NAME("Run", 212, SWT.LEAD, row -> row.run().name()),
    DONE("Done", 54, SWT.TRAIL, RunRow::percent),
    LOSS("Loss", 60, SWT.TRAIL, RunRow::loss),
    ACCURACY("Accuracy", 76, SWT.TRAIL, RunRow::accuracy),
    SPEED("Images/s", 80, SWT.TRAIL, RunRow::imagesPerSecond),
    TIME_LEFT("Time left", 96, SWT.TRAIL, RunRow::timeLeft),
    STEP("Step", 120, SWT.LEAD, RunRow::steps);

    private final String title;
    private final int width;
    private final int style;
    private final Function<RunRow, String> text;

    RunColumn(String title, int width, int style, Function<RunRow, String> text) {
        this.title = title;
        this.width = width;
        this.style = style;
        this.text = text;
    }

    String title() {
        return title;
    }

    int width() {
        return width;
    }

    int style() {
        return style;
    }

    String text(RunRow row) {
        return text.apply(row);
    }
}
