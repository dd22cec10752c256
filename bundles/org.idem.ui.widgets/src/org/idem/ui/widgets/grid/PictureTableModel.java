package org.idem.ui.widgets.grid;

/** The lines of a {@link PictureTable}: nothing is asked for but what is seen. Methods are called as those of {@link GridModel}. */
public interface PictureTableModel extends GridModel {

    /** The text of a line in a column, counted without the column of pictures. */
    String text(int line, int column);

    /** What a reader of the screen says of a line. */
    @Override
    default String label(int line) {
        return text(line, 0);
    }
}
