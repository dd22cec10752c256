package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/** Drives dialogs whose opening does not return before they are closed. UI thread only. */
final class Dialogs {
    private static final int POLL_MILLIS = 20;

    private Dialogs() {}

    /** Opens a dialog, and has it driven to its end; a failure closes it. */
    static void during(Runnable opening, Runnable driving) {
        Throwable[] failure = {null};
        Shell[] before = Display.getCurrent().getShells();
        Display.getCurrent().asyncExec(() -> {
            try {
                driving.run();
            } catch (RuntimeException | Error e) {
                failure[0] = e;
                Arrays.stream(Display.getCurrent().getShells())
                        .filter(shell -> !Arrays.asList(before).contains(shell))
                        .forEach(Shell::close);
            }
        });
        opening.run();
        if (failure[0] != null) {
            throw new AssertionError("while the dialog was open: " + failure[0].getMessage(), failure[0]);
        }
    }

    /**
     * Opens the dialog of this title, has it used, and closes it if that has not. It may open at once or when a job has read
     * what it needs.
     */
    static void during(String title, Consumer<Shell> use, Runnable opening) {
        Throwable[] failure = {null};
        boolean[] ended = {false};
        whenOpen(title, ended, shell -> {
            try {
                use.accept(inspect(shell));
            } catch (RuntimeException | Error e) {
                failure[0] = e;
            }
            ended[0] = true;
            if (!shell.isDisposed()) {
                shell.close();
            }
        });
        try {
            opening.run();
            Pump.until(title + " was used", () -> ended[0]);
        } finally {
            ended[0] = true;
        }
        if (failure[0] != null) {
            throw new AssertionError("while " + title + " was open: " + failure[0].getMessage(), failure[0]);
        }
    }

    /** The dialog's own event loop runs what uses it. */
    private static void whenOpen(String title, boolean[] ended, Consumer<Shell> use) {
        Display display = Display.getCurrent();
        display.timerExec(POLL_MILLIS, () -> {
            Shell shell = visible(title);
            if (shell != null) {
                use.accept(shell);
            } else if (!ended[0]) {
                whenOpen(title, ended, use);
            }
        });
    }

    /** What holds for every dialog: no letter leads to two controls. Keeps a picture where {@code -Didem.pictures} is set. */
    static Shell inspect(Shell shell) {
        if (Boolean.getBoolean("idem.pictures")) {
            Display display = Display.getCurrent();
            while (display.readAndDispatch()) {
                continue;
            }
            Pictures.save("dialog " + shell.getText(), Screen.picture(shell.getBounds()));
        }
        assertEquals(List.of(), Mnemonics.doubled(shell), "letters of " + shell.getText());
        return shell;
    }

    private static Shell visible(String title) {
        return Arrays.stream(Display.getCurrent().getShells())
                .filter(shell -> shell.isVisible() && shell.getText().equals(title))
                .findFirst()
                .orElse(null);
    }

    /** The window of this title, once it is there. */
    static Shell titled(String title) {
        return inspect(Pump.forValue(title + " is open", () -> visible(title)));
    }

    /** A widget of a window, once there is one that fits. */
    static <T extends Control> T in(Shell shell, Class<T> type, Predicate<T> fits) {
        return Pump.forValue(
                "a " + type.getSimpleName() + " that fits is in " + shell.getText(),
                () -> Screen.find(shell, type, one -> one.isVisible() && fits.test(one)));
    }

    /** The button with these words, mnemonic or not. */
    static Button button(Shell shell, String words) {
        return in(shell, Button.class, one -> one.getText().replace("&", "").equals(words));
    }

    /** Presses a button once it can be pressed. */
    static void press(Shell shell, String words) {
        Button button = button(shell, words);
        Pump.until(words + " can be pressed", button::isEnabled);
        select(button);
    }

    /** Presses a button, which is on. */
    static void press(Button button) {
        assertTrue(button.isEnabled(), button.getText() + " is off");
        select(button);
    }

    /** Tells a widget that the user has chosen it. */
    static void select(Control control) {
        assertNotNull(control);
        Event event = new Event();
        event.widget = control;
        control.notifyListeners(SWT.Selection, event);
    }
}
