package org.idem.data.write;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which keys the images of each identity have, in insightface's layout: images 1 to n come by identity, identity m's record
 * has the key n + 1 + m. Not thread-safe.
 */
public final class IdentityRanges {
    private int[] starts = new int[1024];
    private int size;

    /**
     * The ranges that {@link #writeFrom} wrote.
     *
     * @param length bytes of the file that count
     */
    public static IdentityRanges read(Path file, long length) throws IOException {
        IdentityRanges ranges = new IdentityRanges();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long i = 0; i < length / Integer.BYTES; i++) {
                ranges.append(in.readInt());
            }
        }
        return ranges;
    }

    /** Number of identities so far, with images or without. */
    public int size() {
        return size;
    }

    /**
     * Takes the next image; identities that were passed over have none.
     *
     * @param identity that of the image before it, or a later one
     * @throws IllegalArgumentException for an earlier identity
     */
    public void add(int identity, int key) {
        if (identity < size - 1) {
            throw new IllegalArgumentException("Identity " + identity + " after " + (size - 1));
        }
        fill(identity + 1, key);
    }

    /** Adds identities without images until there are so many. */
    public void fill(int identities, int nextKey) {
        while (size < identities) {
            append(nextKey);
        }
    }

    private void append(int start) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        starts[size++] = start;
    }

    /** Appends the ranges from the given identity on to a file of {@link #read}. */
    public void writeFrom(int identity, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (int i = identity; i < size; i++) {
            data.writeInt(starts[i]);
        }
    }

    /** Writes the identity records and the header, key 0, behind the last of so many images. */
    public void writeRecords(RecordIoWriter records, int images) throws IOException {
        for (int i = 0; i < size; i++) {
            int end = i + 1 < size ? starts[i + 1] : images + 1;
            records.range(images + 1 + i, starts[i], end, 0);
        }
        records.range(0, images + 1L, images + 1L + size, 1);
    }
}
