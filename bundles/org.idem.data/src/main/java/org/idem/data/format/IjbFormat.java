package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.data.ImageDataset;
import org.idem.data.ijb.AlignedFaces;
import org.idem.data.ijb.IjbLayout;

/** The layout of IJB-B and IJB-C: a folder with the protocol's lists and the pictures. */
final class IjbFormat implements DatasetFormat {

    @Override
    public boolean hasImages(Path path) {
        return Files.isDirectory(path) && IjbLayout.find(path).isPresent();
    }

    @Override
    public ImageDataset openImages(Path path, OpenOptions options) {
        return AlignedFaces.open(IjbLayout.find(path).orElseThrow());
    }
}
