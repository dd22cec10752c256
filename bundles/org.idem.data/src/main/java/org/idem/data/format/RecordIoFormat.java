package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.idem.data.ImageDataset;
import org.idem.data.recordio.RecordIoFile;

/** MXNet's {@code .rec} files, as insightface and {@code im2rec} write them. */
final class RecordIoFormat implements DatasetFormat {

    @Override
    public Set<String> endings() {
        return Set.of(".rec");
    }

    @Override
    public boolean hasImages(Path path) {
        return FileNames.hasEnding(path, ".rec") && Files.isRegularFile(path);
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        return new RecordIoDataset(RecordIoFile.open(path));
    }
}
