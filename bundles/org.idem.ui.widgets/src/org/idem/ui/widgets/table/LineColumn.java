package org.idem.ui.widgets.table;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.idem.core.TextTable;

/**
 * A column of a {@link VirtualTable}. Two are equal when they have the same id, title and width.
 *
 * @param id by which it is known
 * @param title in its header
 * @param toolTip of its header, or null
 * @param width in pixels
 * @param style SWT.LEAD or SWT.TRAIL
 * @param text of a line
 * @param mark what a line shows behind its text, and nobody takes out with it
 * @param icon before the text, or null for none
 * @param painter draws more than the text, or null
 * @param strong which lines are in bold
 */
public record LineColumn<T>(
        String id,
        String title,
        String toolTip,
        int width,
        int style,
        Function<T, String> text,
        Function<T, String> mark,
        Function<T, ImageDescriptor> icon,
        CellPainter<T> painter,
        Predicate<T> strong) {

    /** A column of texts at the left. */
    public static <T> LineColumn<T> text(String id, String title, int width, Function<T, String> text) {
        return new LineColumn<>(id, title, null, width, SWT.LEAD, text, line -> "", line -> null, null, line -> false);
    }

    /** A column of numbers at the right. */
    public static <T> LineColumn<T> number(String id, String title, int width, Function<T, String> text) {
        return new LineColumn<>(id, title, null, width, SWT.TRAIL, text, line -> "", line -> null, null, line -> false);
    }

    /** Shows something behind the text of a line that is not part of what the line says; empty for nothing. */
    public LineColumn<T> withMark(Function<T, String> newMark) {
        return new LineColumn<>(id, title, toolTip, width, style, text, newMark, icon, painter, strong);
    }

    /** With an icon before the text. */
    public LineColumn<T> withIcon(Function<T, ImageDescriptor> newIcon) {
        return new LineColumn<>(id, title, toolTip, width, style, text, mark, newIcon, painter, strong);
    }

    /** Draws its cells. */
    public LineColumn<T> withPainter(CellPainter<T> newPainter) {
        return new LineColumn<>(id, title, toolTip, width, style, text, mark, icon, newPainter, strong);
    }

    /** Says more over its header. */
    public LineColumn<T> withToolTip(String newToolTip) {
        return new LineColumn<>(id, title, newToolTip, width, style, text, mark, icon, painter, strong);
    }

    /** Shows some lines in bold. */
    public LineColumn<T> withStrong(Predicate<T> lines) {
        return new LineColumn<>(id, title, toolTip, width, style, text, mark, icon, painter, lines);
    }

    /** With another width. */
    public LineColumn<T> withWidth(int pixels) {
        return new LineColumn<>(id, title, toolTip, pixels, style, text, mark, icon, painter, strong);
    }

    /** What stands in the cell of a line. */
    String shown(T line) {
        return text.apply(line) + mark.apply(line);
    }

    /** The same column of a table of texts. */
    TextTable.Column head() {
        return new TextTable.Column(title, style == SWT.TRAIL, List.of());
    }

    boolean isStrong(T line) {
        return strong.test(line);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineColumn<?> column
                && id.equals(column.id)
                && title.equals(column.title)
                && width == column.width;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
