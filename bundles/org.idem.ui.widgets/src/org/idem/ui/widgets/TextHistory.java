package org.idem.ui.widgets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;

/** What somebody typed into a field, so that it can be undone: the toolkit's fields have no undo of their own. UI thread only. */
public final class TextHistory {
    private static final String KEY = TextHistory.class.getName();
    private static final int MOST = 200;

    private final Text text;
    private final Deque<String> undone = new ArrayDeque<>();
    private final Deque<String> past = new ArrayDeque<>();
    private String now;
    private boolean restoring;

    private TextHistory(Text text) {
        this.text = text;
        now = text.getText();
        text.addListener(SWT.Modify, event -> changed());
        text.addListener(SWT.KeyDown, this::key);
        text.setData(KEY, this);
    }

    /** Begins to keep what a field says; Ctrl+Z in it undoes, Ctrl+Shift+Z and Ctrl+Y bring back. */
    public static void keep(Text text) {
        if (of(text).isEmpty()) {
            new TextHistory(text);
        }
    }

    /** That of a control; empty for what is no such field, and for null. */
    public static Optional<TextHistory> of(Control control) {
        return control == null || control.isDisposed()
                ? Optional.empty()
                : Optional.ofNullable((TextHistory) control.getData(KEY));
    }

    private void changed() {
        if (restoring || text.getText().equals(now)) {
            return;
        }
        past.push(now);
        undone.clear();
        now = text.getText();
        if (past.size() > MOST) {
            past.removeLast();
        }
    }

    private void key(Event event) {
        boolean shift = (event.stateMask & SWT.SHIFT) != 0;
        if ((event.stateMask & SWT.MOD1) == 0) {
            return;
        }
        if (event.keyCode == 'z' && !shift) {
            undo();
            event.doit = false;
        } else if (event.keyCode == 'y' || event.keyCode == 'z') {
            redo();
            event.doit = false;
        }
    }

    /** Makes the field say what it said before the last change; nothing where there was none. */
    public void undo() {
        restore(past, undone);
    }

    /** Takes the last undo back. */
    public void redo() {
        restore(undone, past);
    }

    private void restore(Deque<String> from, Deque<String> to) {
        if (from.isEmpty()) {
            return;
        }
        to.push(now);
        now = from.pop();
        restoring = true;
        try {
            text.setText(now);
            text.setSelection(now.length());
        } finally {
            restoring = false;
        }
    }
}
