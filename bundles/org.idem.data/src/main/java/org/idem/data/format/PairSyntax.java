package org.idem.data.format;

import java.nio.file.Path;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** What a line of a list of pairs says. */
interface PairSyntax {

    /** Number of lines in front of the first pair. */
    default int headerLines() {
        return 0;
    }

    /** What is wrong with a line; empty if nothing is. */
    String fault(String line);

    /** What lines should look like, for people. */
    String remedy();

    /** Whether a sound line says that both images show one person. */
    boolean same(String line);

    /**
     * The path of an image of a sound line.
     *
     * @param root folder that pictures are in
     * @param side 0 for the first, 1 for the second
     */
    String path(Path root, String line, int side);

    /**
     * Reads an image of a sound line.
     *
     * @throws DamagedImageException if it cannot be read
     */
    default EncodedImage read(Path root, String line, int side) {
        return ImageFiles.read(root, path(root, line, side));
    }
}
