package org.idem.ui.verify;

import java.io.IOException;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.idem.data.PairDataset;
import org.idem.ui.data.Faces;

/**
 * Both faces of a pair, decoded.
 *
 * @param first large enough to look at
 * @param second likewise
 * @param small both side by side, for a line of a table
 */
record PairFaces(ImageData first, ImageData second, ImageDescriptor small) {
    private static final int LARGE = 256;
    private static final int SMALL = 64;
    private static final int GAP = 4;

    /**
     * Reads a pair of a set.
     *
     * @throws IOException if one of the two is damaged
     */
    static PairFaces load(PairDataset set, int pair) throws IOException {
        ImageData first = Faces.load(() -> set.first(pair), SMALL);
        ImageData second = Faces.load(() -> set.second(pair), SMALL);
        return new PairFaces(
                Faces.load(() -> set.first(pair), LARGE),
                Faces.load(() -> set.second(pair), LARGE),
                beside(first, second));
    }

    private static ImageDescriptor beside(ImageData first, ImageData second) {
        ImageData both = Faces.beside(first, second, GAP);
        return ImageDescriptor.createFromImageDataProvider(zoom -> zoom == 100 ? both : null);
    }
}
