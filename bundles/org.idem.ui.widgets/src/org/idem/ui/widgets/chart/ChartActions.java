package org.idem.ui.widgets.chart;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.file.ChartFormat;
import org.idem.ui.widgets.MenuAction;

/** The context menu of a chart, which says the keys too. */
final class ChartActions {
    private static final List<ChartFormat> FORMATS = List.of(ChartFormat.values());

    private static final int LEAST_DPI = 72;
    private static final int MOST_DPI = 1200;
    private static final int USUAL_DPI = 192;

    private ChartActions() {}

    static void install(ChartCanvas canvas) {
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(manager -> fill(manager, canvas));
        canvas.setMenu(menu.createContextMenu(canvas));
        canvas.addListener(SWT.Dispose, event -> menu.dispose());
    }

    private static void fill(IMenuManager menu, ChartCanvas canvas) {
        Viewport view = canvas.viewport();
        menu.add(new MenuAction("&Fit\tF", canvas::fit));
        menu.add(enabled(
                new MenuAction("&Back\tBackspace", canvas::back),
                canvas.history().canGoBack()));
        menu.add(enabled(
                new MenuAction("For&ward\tShift+Backspace", canvas::forward),
                canvas.history().canGoForward()));
        menu.add(new Separator());
        menu.add(toggle("Logarithmic &Y Axis\tL", view.logY(), () -> canvas.setLogY(!view.logY())));
        menu.add(toggle("Logarithmic &X Axis\tShift+L", view.logX(), () -> canvas.setLogX(!view.logX())));
        if (canvas.canSmooth()) {
            menu.add(new MenuAction("&Smoothing\tS", canvas::toggleSmoothing));
        }
        menu.add(new Separator());
        fillCurves(menu, canvas);
        menu.add(new MenuAction("&Copy Image\tC", () -> copyImage(canvas)));
        menu.add(new MenuAction("Show as &Table\tT", () -> ChartTable.open(canvas)));
        menu.add(new MenuAction("&Export…\tE", () -> exportDialog(canvas)));
    }

    /** What charts with curves of several things offer, and those with events. */
    private static void fillCurves(IMenuManager menu, ChartCanvas canvas) {
        if (canvas.canOpen()) {
            menu.add(new MenuAction("&Open\tEnter", canvas::open));
        }
        if (canvas.canEmphasize()) {
            menu.add(new MenuAction("&Next Curve\tN", () -> canvas.emphasizeNext(1)));
            menu.add(new MenuAction("&Previous Curve\tP", () -> canvas.emphasizeNext(-1)));
        }
        if (!canvas.model().events().isEmpty()) {
            menu.add(new MenuAction("Next E&vent\tPage Down", () -> canvas.goToEvent(1)));
            menu.add(new MenuAction("Previous Even&t\tPage Up", () -> canvas.goToEvent(-1)));
        }
        menu.add(new Separator());
    }

    private static IAction enabled(IAction action, boolean on) {
        action.setEnabled(on);
        return action;
    }

    private static IAction toggle(String text, boolean checked, Runnable run) {
        Action action = new Action(text, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setChecked(checked);
        return action;
    }

    static void copyImage(ChartCanvas canvas) {
        copy(canvas, canvas.copyImage());
    }

    /** Puts an image into the clipboard and disposes it; null does nothing. */
    static void copy(Control canvas, Image image) {
        if (image == null) {
            return;
        }
        Clipboard clipboard = new Clipboard(canvas.getDisplay());
        try {
            clipboard.setContents(new Object[] {image.getImageData()}, new Transfer[] {ImageTransfer.getInstance()});
        } finally {
            clipboard.dispose();
            image.dispose();
        }
    }

    static void exportDialog(ChartCanvas canvas) {
        chooseFile(canvas, canvas.model().title()).ifPresent(file -> {
            if (ChartFormat.of(file).orElse(ChartFormat.PNG) == ChartFormat.PNG) {
                exportImage(canvas, file);
            } else {
                export(canvas, file);
            }
        });
    }

    /** Asks for a file; empty when the user gives up. */
    static Optional<Path> chooseFile(Control canvas, String title) {
        FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE);
        dialog.setText("Export Chart");
        dialog.setFilterNames(FORMATS.stream()
                .map(format -> format.description() + " (*" + format.extension() + ")")
                .toArray(String[]::new));
        dialog.setFilterExtensions(
                FORMATS.stream().map(format -> "*" + format.extension()).toArray(String[]::new));
        dialog.setFileName(fileName(title) + FORMATS.get(0).extension());
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        return chosen == null ? Optional.empty() : Optional.of(withExtension(chosen, dialog.getFilterIndex()));
    }

    /** Asks how fine the image is to be. */
    static void exportImage(ChartCanvas canvas, Path file) {
        InputDialog dialog = new InputDialog(
                canvas.getShell(),
                "Export Chart",
                "Dots per inch, from " + LEAST_DPI + " to " + MOST_DPI + " (papers ask for 300 or 600):",
                "192",
                text -> isResolution(text) ? null : "A whole number from " + LEAST_DPI + " to " + MOST_DPI);
        if (dialog.open() == Window.OK) {
            export(canvas, file, Integer.parseInt(dialog.getValue().strip()));
        }
    }

    private static boolean isResolution(String text) {
        String number = text.strip();
        return number.matches("\\d{2,4}")
                && Integer.parseInt(number) >= LEAST_DPI
                && Integer.parseInt(number) <= MOST_DPI;
    }

    /** Writes what is seen, beside the UI thread; a failure is told in a dialog. UI thread only. */
    static void export(ChartCanvas canvas, Path file) {
        export(canvas, file, USUAL_DPI);
    }

    private static void export(ChartCanvas canvas, Path file, int dpi) {
        ChartFormat format = ChartFormat.of(file).orElse(FORMATS.get(0));
        LineChartModel model = canvas.model();
        Viewport view = canvas.viewport();
        Point size = canvas.getSize();
        Job job = Job.create("Writing " + file.getFileName(), (ICoreRunnable) monitor -> {
            try {
                format.write(model, view, size.x, size.y, dpi, file);
            } catch (UncheckedIOException e) {
                canvas.updates().runAsync(() -> tellFailure(canvas, file, e));
            }
        });
        job.schedule();
    }

    static void tellFailure(Control canvas, Path file, UncheckedIOException failure) {
        if (!canvas.isDisposed()) {
            MessageDialog.openError(
                    canvas.getShell(),
                    "Export Chart",
                    "The chart could not be written to " + file + ".\n\n"
                            + failure.getCause().getMessage());
        }
    }

    static Path withExtension(String chosen, int filter) {
        boolean known = ChartFormat.of(Path.of(chosen)).isPresent();
        return Path.of(
                known ? chosen : chosen + FORMATS.get(Math.max(0, filter)).extension());
    }

    static String fileName(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{N}@.]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "chart" : name;
    }
}
