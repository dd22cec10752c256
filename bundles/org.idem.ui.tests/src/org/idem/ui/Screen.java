package org.idem.ui;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** What is on the screen: finds widgets, and keeps a picture when a test fails. UI thread only. */
public final class Screen {
    private Screen() {}

    /** The first widget of a type below {@code root} that fits, or null. */
    public static <T extends Control> T find(Control root, Class<T> type, Predicate<T> fits) {
        if (type.isInstance(root) && fits.test(type.cast(root))) {
            return type.cast(root);
        }
        if (root instanceof Composite composite && !composite.isDisposed()) {
            for (Control child : composite.getChildren()) {
                T found = find(child, type, fits);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The first visible widget of a type in any window, or null. */
    public static <T extends Control> T findVisible(Class<T> type, Predicate<T> fits) {
        for (Control shell : Display.getCurrent().getShells()) {
            T found = find(shell, type, control -> control.isVisible() && fits.test(control));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The visible table with such a column, once it has so many lines. */
    public static Table table(String column, int lines) {
        return Pump.forValue(
                lines + " rows with a column " + column,
                () -> findVisible(
                        Table.class,
                        one -> one.getItemCount() == lines
                                && Arrays.stream(one.getColumns())
                                        .anyMatch(each -> each.getText().equals(column))));
    }

    /** Brings up a page of the editor that also has a page {@code beside}. */
    public static void turnTo(String page, String beside) {
        CTabFolder pages = Pump.forValue(
                "the editor has pages",
                () -> findVisible(CTabFolder.class, one -> tab(one, page) != null && tab(one, beside) != null));
        pages.setSelection(tab(pages, page));
        Event chosen = new Event();
        chosen.item = tab(pages, page);
        pages.notifyListeners(SWT.Selection, chosen);
    }

    private static CTabItem tab(CTabFolder pages, String title) {
        return Arrays.stream(pages.getItems())
                .filter(one -> one.getText().equals(title))
                .findFirst()
                .orElse(null);
    }

    /** The lines of a table from the top, cells separated by {@code " | "}. */
    public static List<String> rows(Table table) {
        return Arrays.stream(table.getItems()).map(item -> row(table, item)).toList();
    }

    private static String row(Table table, TableItem item) {
        return IntStream.range(0, table.getColumnCount())
                .mapToObj(item::getText)
                .collect(Collectors.joining(" | "));
    }

    /** Saves a picture of the screen; returns where, in words. */
    public static String save(String name) {
        return "the screen is in "
                + Pictures.save(name, picture(Display.getCurrent().getBounds()));
    }

    /** What the screen shows in an area. */
    public static ImageData picture(Rectangle area) {
        Display display = Display.getCurrent();
        Image image = new Image(display, area.width, area.height);
        GC gc = new GC(display);
        try {
            gc.copyArea(image, area.x, area.y);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
