package org.idem.ui.widgets.grid;

import java.io.IOException;
import org.eclipse.swt.graphics.ImageData;

/**
 * The items of an {@link ImageGrid}: nothing is asked for but what is seen. All methods but {@link #load} are called on
 * the UI thread and must be quick.
 */
public interface GridModel {
    /** A grid of nothing. */
    GridModel EMPTY = new GridModel() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public String label(int index) {
            return "";
        }

        @Override
        public Object key(int index) {
            return index;
        }

        @Override
        public ImageData load(int index) throws IOException {
            throw new IOException("No such image: " + index);
        }
    };

    int size();

    /** A few words under the tile. */
    String label(int index);

    /** Names the image over changes of order and filter; pictures are kept by it. */
    Object key(int index);

    /**
     * Reads the image. Called on loader threads, several at a time.
     *
     * @throws IOException with a message that the tile shows
     */
    ImageData load(int index) throws IOException;

    /** How many pictures stand side by side in the image of an item, at least 1: its tile is as many times as wide. */
    default int picturesPerTile() {
        return 1;
    }

    /** A sign that an item's caption begins with. */
    default TileMark mark(int index) {
        return TileMark.NONE;
    }

    /** The group of an item, ascending or not, such as its identity; -1 for none. */
    default int group(int index) {
        return -1;
    }

    /** The name of an item's group, shown with the group's first item; empty for none. */
    default String groupLabel(int index) {
        return "";
    }
}
