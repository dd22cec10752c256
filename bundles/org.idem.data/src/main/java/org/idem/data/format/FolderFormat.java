package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.data.ImageDataset;

/** A folder with one folder of pictures per identity, as torchvision's {@code ImageFolder} reads it. */
final class FolderFormat implements DatasetFormat {

    @Override
    public boolean hasImages(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        return new ImageFileDataset("folders", path, path, FolderScan.of(path));
    }
}
