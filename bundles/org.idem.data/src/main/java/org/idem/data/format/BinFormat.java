package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;

/** insightface's verification sets: pickles of images and labels. */
final class BinFormat implements DatasetFormat {

    @Override
    public Set<String> endings() {
        return Set.of(".bin");
    }

    @Override
    public boolean hasImages(Path path) {
        return hasPairs(path);
    }

    @Override
    public boolean hasPairs(Path path) {
        return FileNames.hasEnding(path, ".bin") && Files.isRegularFile(path);
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        return new BinDataset(BinFile.open(path));
    }

    @Override
    public PairDataset openPairs(Path path, OpenOptions options) {
        return new BinDataset(BinFile.open(path));
    }
}
