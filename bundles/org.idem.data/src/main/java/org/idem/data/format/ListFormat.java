package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.io.TextLines;

/**
 * PLSC's text lists: of images, {@code path TAB label}, and of pairs, {@code path1 TAB path2 TAB 0|1}. The first line
 * tells which.
 */
final class ListFormat implements DatasetFormat {

    @Override
    public boolean hasImages(Path path) {
        return FileNames.hasEnding(path, ".txt", ".lst", ".tsv", ".list") && Files.isRegularFile(path);
    }

    @Override
    public boolean hasPairs(Path path) {
        return FileNames.hasEnding(path, ".txt")
                && Files.isRegularFile(path)
                && PairList.isPairLine(TextLines.first(path));
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        ImageList list = ImageList.read(path, options.skipsMalformedLines());
        return new ImageFileDataset("list", path, options.rootOf(path), list);
    }

    @Override
    public PairDataset openPairs(Path path, OpenOptions options) {
        return PairList.open(path, options.rootOf(path), options.skipsMalformedLines());
    }
}
