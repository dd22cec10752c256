package org.idem.run.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Size and time of each file of a run that a table is made of: while they are the same, so is what was read. Immutable. */
final class FileStamps {
    static final int STATUS = 0;
    static final int LAST = 1;
    static final int LOG = 2;
    static final int LABELS = 3;
    static final int CONFIG = 4;
    static final int ENVIRONMENT = 5;
    static final int CHECKPOINTS = 6;
    static final int EVENTS = 7;
    static final int COUNT = 8;

    private static final String[] NAMES = {
        "status.json",
        "metrics/last.json",
        "metrics/log.bin",
        "labels.json",
        "config.yaml",
        "environment.json",
        "checkpoints",
        "events.jsonl"
    };
    private static final long MISSING = -1;
    /** File systems tell times in steps: what changed so recently may change again without another time. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final long[] sizes;
    private final long[] times;

    private FileStamps(long[] sizes, long[] times) {
        this.sizes = sizes;
        this.times = times;
    }

    /** Looks at the files of a run. */
    static FileStamps of(Path run) {
        FileStamps stamps = new FileStamps(new long[COUNT], new long[COUNT]);
        for (int i = 0; i < COUNT; i++) {
            stamps.look(i, run.resolve(NAMES[i]));
        }
        return stamps;
    }

    private void look(int index, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            sizes[index] = attributes.isDirectory() ? 0 : attributes.size();
            times[index] = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            sizes[index] = MISSING;
        }
    }

    boolean same(FileStamps other, int index) {
        return sizes[index] == other.sizes[index] && times[index] == other.times[index];
    }

    long size(int index) {
        return sizes[index];
    }

    /** Whether all were left alone for so long that no later change can have the same time. */
    boolean isSettled(long nowNanos) {
        return Arrays.stream(times).allMatch(time -> time + SETTLED_NANOS < nowNanos);
    }

    void write(ByteBuffer out) {
        for (int i = 0; i < COUNT; i++) {
            out.putLong(sizes[i]).putLong(times[i]);
        }
    }

    static int bytes() {
        return 2 * COUNT * Long.BYTES;
    }

    static FileStamps read(ByteBuffer in) {
        FileStamps stamps = new FileStamps(new long[COUNT], new long[COUNT]);
        for (int i = 0; i < COUNT; i++) {
            stamps.sizes[i] = in.getLong();
            stamps.times[i] = in.getLong();
        }
        return stamps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamps stamps
                && Arrays.equals(sizes, stamps.sizes)
                && Arrays.equals(times, stamps.times);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sizes) + Arrays.hashCode(times);
    }
}
