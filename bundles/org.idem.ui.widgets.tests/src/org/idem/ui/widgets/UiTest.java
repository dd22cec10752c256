package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shell for each test, and the words to drive what is in it. */
public abstract class UiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TICK_MILLIS = 50;

    protected Display display;
    protected Shell shell;
    protected UiUpdateQueue updates;

    @BeforeEach
    void openShell() {
        display = Display.getDefault();
        updates = new UiUpdateQueue(display);
        shell = new Shell(display, SWT.SHELL_TRIM);
        shell.setLayout(new FillLayout());
        shell.setSize(800, 600);
    }

    @AfterEach
    void closeShell() {
        shell.dispose();
        drain();
    }

    protected void open() {
        shell.open();
        until("the shell is visible", shell::isVisible);
        drain();
    }

    /** Handles what has already been posted. */
    protected void drain() {
        while (!display.isDisposed() && display.readAndDispatch()) {
            continue;
        }
    }

    /** Handles events until the condition holds; fails with its name when it does not come. */
    protected void until(String condition, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Without a timer, sleep() would not wake up to look at the clock.
        Runnable tick = new Runnable() {
            @Override
            public void run() {
                display.timerExec(TICK_MILLIS, this);
            }
        };
        tick.run();
        try {
            while (!holds.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    fail("Waited in vain until " + condition);
                }
                if (!display.readAndDispatch()) {
                    display.sleep();
                }
            }
        } finally {
            display.timerExec(-1, tick);
        }
    }

    protected static void key(Control control, int keyCode, int stateMask) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.stateMask = stateMask;
        control.notifyListeners(SWT.KeyDown, event);
    }

    protected static void mouse(Control control, int type, int x, int y, int stateMask) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.button = type == SWT.MouseMove ? 0 : 1;
        event.stateMask = stateMask;
        control.notifyListeners(type, event);
    }

    protected static void wheel(Control control, int x, int y, int count, int stateMask) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.count = count;
        event.stateMask = stateMask;
        control.notifyListeners(SWT.MouseVerticalWheel, event);
    }

    /** The control as it is drawn. */
    protected ImageData picture(Control control) {
        Point size = control.getSize();
        Image image = new Image(display, size.x, size.y);
        GC gc = new GC(image);
        try {
            control.print(gc);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** How many pixels are nearly of this colour. */
    protected static int pixelsOf(ImageData image, Color color) {
        int found = 0;
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                RGB rgb = image.palette.getRGB(image.getPixel(x, y));
                int difference = Math.abs(rgb.red - color.getRed())
                        + Math.abs(rgb.green - color.getGreen())
                        + Math.abs(rgb.blue - color.getBlue());
                found += difference < 12 ? 1 : 0;
            }
        }
        return found;
    }
}
