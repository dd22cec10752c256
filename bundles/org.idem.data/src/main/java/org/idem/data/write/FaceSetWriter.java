package org.idem.data.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a folder in insightface's layout: {@code train.rec}, {@code train.idx}, {@code property}. Images get the keys
 * 1…n in the order given, which must be by identity; identity records n+1…n+m and the header, key 0, follow when the set
 * is closed. Not thread-safe.
 */
public final class FaceSetWriter implements Closeable {
    private final RecordIoWriter records;
    private final Path folder;
    private final int size;
    private final IdentityRanges ranges = new IdentityRanges();
    private int images;

    /**
     * Creates the files in an existing folder.
     *
     * @param size side of the square images in pixels, for {@code property}
     */
    public FaceSetWriter(Path folder, int size) throws IOException {
        this.folder = folder;
        this.size = size;
        this.records = new RecordIoWriter(folder.resolve("train.rec"), folder.resolve("train.idx"));
    }

    /** The next image; identities start at 0 and grow by at most one from image to image. */
    public void add(int identity, byte[] image) throws IOException {
        if (identity > ranges.size()) {
            throw new IllegalArgumentException("Identity " + identity + " after " + (ranges.size() - 1));
        }
        ranges.add(identity, ++images);
        records.image(images, identity, image);
    }

    @Override
    public void close() throws IOException {
        try (RecordIoWriter out = records) {
            ranges.writeRecords(out, images);
        }
        String property = ranges.size() + "," + size + "," + size + "\n";
        Files.writeString(folder.resolve("property"), property, StandardOpenOption.CREATE_NEW);
    }
}
