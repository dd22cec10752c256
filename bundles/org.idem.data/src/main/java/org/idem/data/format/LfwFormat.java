package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.io.TextLines;

/**
 * The protocol of Labeled Faces in the Wild (Huang et al., 2007): {@code pairs.txt}, which begins with the number of folds
 * and of pairs, and a folder of pictures for each person.
 */
final class LfwFormat implements DatasetFormat {
    private static final Pattern HEADER = Pattern.compile("[0-9]{1,6}(\\s+[0-9]{1,9})?\\s*");

    @Override
    public boolean hasImages(Path path) {
        return false;
    }

    @Override
    public boolean hasPairs(Path path) {
        return FileNames.hasEnding(path, ".txt")
                && Files.isRegularFile(path)
                && HEADER.matcher(TextLines.first(path)).matches();
    }

    @Override
    public boolean hasOnlyPairs(Path path) {
        return hasPairs(path);
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        throw new UnsupportedOperationException("No identities in " + path);
    }

    @Override
    public PairDataset openPairs(Path path, OpenOptions options) {
        TextLines lines = TextLines.open(path);
        Path root = lines.size() < 2 ? options.rootOf(path) : LfwPairSyntax.people(options.rootOf(path), lines.get(1));
        return PairList.open(path, root, new LfwPairSyntax(), options.skipsMalformedLines());
    }
}
