package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.io.TextLines;

/**
 * Text lists: PLSC's of images, {@code path TAB label}, and of pairs, {@code path1 TAB path2 TAB 0|1}, im2rec's and insightface's of images,
 * {@code .lst}. The first line tells which.
 */
final class ListFormat implements DatasetFormat {

    @Override
    public Set<String> endings() {
        return Set.of(".txt", ".lst", ".tsv", ".list");
    }

    @Override
    public boolean hasImages(Path path) {
        return FileNames.hasEnding(path, ".txt", ".lst", ".tsv", ".list") && Files.isRegularFile(path);
    }

    @Override
    public boolean hasPairs(Path path) {
        return FileNames.hasEnding(path, ".txt")
                && Files.isRegularFile(path)
                && PathPairSyntax.isPairLine(TextLines.first(path));
    }

    @Override
    public boolean hasOnlyPairs(Path path) {
        return hasPairs(path);
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        ListSyntax syntax =
                FileNames.hasEnding(path, ".lst") ? ListSyntax.of(TextLines.first(path)) : ListSyntax.PATH_LABEL;
        ImageList list = ImageList.read(path, syntax, options.skipsMalformedLines());
        return new ImageFileDataset("list", path, options.rootOf(path), list);
    }

    @Override
    public PairDataset openPairs(Path path, OpenOptions options) {
        return PairList.open(path, options.rootOf(path), new PathPairSyntax(), options.skipsMalformedLines());
    }
}
