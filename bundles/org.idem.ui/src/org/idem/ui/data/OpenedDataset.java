package org.idem.ui.data;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Map;
import org.idem.ui.widgets.grid.GridModel;

/** A data set that an editor has open. Its parts may be used on any thread unless they say otherwise. */
public interface OpenedDataset extends Closeable {

    /** The set's file or folder. */
    Path path();

    /** How many tiles the whole set has: images, or pairs. */
    int size();

    /** What the editor's header says of it. */
    Map<String, String> figures();

    /** Tiles of these images or pairs. */
    GridModel grid(ImageOrder order);

    /** What the workbench's selection has for a tile. */
    Object element(int image);
}
