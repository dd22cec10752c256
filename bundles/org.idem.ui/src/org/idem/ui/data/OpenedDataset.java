package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.Progress;
import org.idem.data.image.EncodedImage;
import org.idem.data.select.JumpTargets;
import org.idem.ui.widgets.grid.GridModel;

/** A data set that an editor has open. Its parts may be used on any thread unless they say otherwise. */
public interface OpenedDataset {

    /** The set's file or folder. */
    Path path();

    /** How many tiles the whole set has: images, or pairs. */
    int size();

    /** What the editor's header says of it. */
    Map<String, String> figures();

    /** Tiles of these images or pairs. */
    GridModel grid(ImageOrder order);

    /** What a user can ask for beside keys and numbers, the first for all. */
    List<ImageFlag> flags();

    /**
     * The images or pairs that a user asks for: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    ImageOrder search(ImageQuery query, Progress progress);

    /** The places that typed text may lead to: on a background thread. */
    List<JumpTargets.Target> targets(String text, int most, Progress progress);

    /** What the status line says of a tile beside what is read from it. */
    List<String> describe(int image);

    /** What the set calls an image, or the number of a pair. */
    String key(int image);

    /** The pictures of a tile as they are stored: one, or both of a pair; on a background thread. */
    List<EncodedImage> pictures(int image);

    /** What the workbench's selection has for a tile. */
    Object element(int image);

    /** Ends reading; called once, by the editor. Not for a try: whoever has it does not own it. */
    void close() throws IOException;
}
