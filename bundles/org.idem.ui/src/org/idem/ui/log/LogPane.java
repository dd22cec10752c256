package org.idem.ui.log;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.jobs.Polling;
import org.idem.ui.widgets.UiUpdateQueue;

/** Shows the end of a log and scrolls with it as long as the last line is in sight. UI thread only. */
public final class LogPane {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LONGEST = 1 << 20;

    private final StyledText text;
    private final UiUpdateQueue updates;
    private final Polling polling = new Polling("Reading the log", PERIOD, this::poll);
    private volatile LogTail tail;
    private volatile boolean disposed;

    /** An empty pane. */
    public LogPane(Composite parent, UiUpdateQueue updates) {
        this.updates = updates;
        text = new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL);
        text.setFont(JFaceResources.getTextFont());
        text.setMargins(8, 4, 8, 4);
        text.setAlwaysShowScrollBars(false);
        text.addDisposeListener(event -> {
            disposed = true;
            polling.cancel();
        });
    }

    /** The widget. */
    public StyledText control() {
        return text;
    }

    /** Follows this file from its end; null shows nothing. */
    public void follow(Path file) {
        text.setText("");
        tail = file == null ? null : new LogTail(file);
        polling.schedule();
    }

    /** Shows a text that does not grow, from its end, in place of a file. */
    public void showFixed(String fixed) {
        tail = null;
        if (!text.getText().equals(fixed)) {
            text.setText(fixed);
            text.setTopIndex(text.getLineCount() - 1);
        }
    }

    private boolean poll() {
        LogTail current = tail;
        if (current == null) {
            return false;
        }
        String added = current.poll();
        if (!added.isEmpty()) {
            updates.runAsync(() -> append(current, added));
        }
        return !disposed;
    }

    private void append(LogTail from, String added) {
        if (text.isDisposed() || from != tail) {
            return;
        }
        boolean atEnd = text.getLinePixel(text.getLineCount() - 1) <= text.getClientArea().height;
        text.append(added);
        int tooLong = text.getCharCount() - LONGEST;
        if (tooLong > 0) {
            text.replaceTextRange(0, text.getOffsetAtLine(text.getLineAtOffset(tooLong) + 1), "");
        }
        if (atEnd) {
            text.setTopIndex(text.getLineCount() - 1);
        }
    }
}
