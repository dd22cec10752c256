package org.idem.ui.widgets.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.FileDialog;

/** The context menu of a chart, which says the keys too. */
final class ChartActions {
    private static final double FILE_SCALE = 2;
    private static final List<String> EXTENSIONS = List.of(".png", ".svg", ".csv");

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
        menu.add(action("Fit\tF", canvas::fit));
        menu.add(action("Back\tBackspace", canvas::back));
        menu.add(new Separator());
        menu.add(toggle("Logarithmic Y Axis\tL", view.logY(), () -> canvas.setLogY(!view.logY())));
        menu.add(toggle("Logarithmic X Axis\tShift+L", view.logX(), () -> canvas.setLogX(!view.logX())));
        if (canvas.canSmooth()) {
            menu.add(action("Smoothing\tS", canvas::toggleSmoothing));
        }
        menu.add(new Separator());
        menu.add(action("Copy Image\tC", () -> copyImage(canvas)));
        menu.add(action("Export PNG, SVG or CSV…\tE", () -> exportDialog(canvas)));
    }

    private static IAction action(String text, Runnable run) {
        return new Action(text) {
            @Override
            public void run() {
                run.run();
            }
        };
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
        Image image = canvas.copyImage();
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
        FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE);
        dialog.setText("Export Chart");
        dialog.setFilterNames(new String[] {"Image (*.png)", "Vector graphics (*.svg)", "All points (*.csv)"});
        dialog.setFilterExtensions(new String[] {"*.png", "*.svg", "*.csv"});
        dialog.setFileName(fileName(canvas.model().title()) + ".png");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            export(canvas, withExtension(chosen, dialog.getFilterIndex()));
        }
    }

    private static void export(ChartCanvas canvas, Path file) {
        Point size = canvas.getSize();
        String lower = file.toString().toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".csv")) {
                PlotExport.csv(canvas.model(), file);
            } else if (lower.endsWith(".svg")) {
                PlotExport.svg(canvas.model(), canvas.viewport(), size.x, size.y, file);
            } else {
                PlotExport.png(canvas.model(), canvas.viewport(), size.x, size.y, FILE_SCALE, file);
            }
        } catch (IOException e) {
            MessageDialog.openError(
                    canvas.getShell(), "Export Chart", "The chart could not be written to " + file + ".\n\n" + e);
        }
    }

    static Path withExtension(String chosen, int filter) {
        String lower = chosen.toLowerCase(Locale.ROOT);
        boolean known = EXTENSIONS.stream().anyMatch(lower::endsWith);
        return Path.of(known ? chosen : chosen + EXTENSIONS.get(Math.max(0, filter)));
    }

    static String fileName(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{N}@.]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "chart" : name;
    }
}
