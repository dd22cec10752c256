package org.idem.ui.widgets.grid;

import java.util.List;
import org.eclipse.swt.graphics.ImageData;

/**
 * A row of {@link PictureRows}.
 *
 * @param title a few words before the row, on a line of their own
 * @param cells from the left
 */
public record PictureRow(String title, List<Cell> cells) {
    public PictureRow {
        cells = List.copyOf(cells);
    }

    /**
     * A picture of a row.
     *
     * @param picture null where it could not be read
     * @param caption a few words below it; what went wrong, where there is no picture
     */
    public record Cell(ImageData picture, String caption) {}
}
