package org.idem.data.recordio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idem.data.image.Damage;
import org.idem.data.io.MappedFile;

/**
 * Where the records are: keys and offsets in the order of the {@code .idx} file, or as a walk through the {@code .rec}
 * file found them.
 *
 * @param keys of the records
 * @param offsets of the records, in bytes
 * @param faults lines of the index that are no use
 */
public record RecordIndex(int[] keys, long[] offsets, List<Fault> faults) {

    /**
     * A line of the index that is no use.
     *
     * @param line 1-based
     * @param key as far as it could be read
     * @param offset as far as it could be read, else −1
     */
    public record Fault(long line, String key, long offset, Damage damage, String message) {}

    private static final int MAX_FAULTS = 100_000;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Returns the number of records. */
    public int size() {
        return keys.length;
    }

    /** Reads lines {@code key TAB offset}, in any order, with gaps. */
    static RecordIndex read(Path idx, long recSize) {
        MappedFile file = MappedFile.open(idx);
        return file.read(() -> read(file, recSize));
    }

    private static RecordIndex read(MappedFile file, long recSize) {
        Builder index = new Builder(recSize, (int) Math.min(1 << 20, file.size() / 20 + 1024));
        Lines lines = new Lines(file, file.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
        while (lines.next()) {
            index.line(lines);
        }
        return index.build();
    }

    /** Walks the file from frame to frame; after a broken one it goes on at the next magic. */
    static RecordIndex scan(MappedFile rec) {
        return rec.read(() -> scanFrames(rec));
    }

    private static RecordIndex scanFrames(MappedFile rec) {
        rec.requireWhole();
        Framing framing = new Framing(rec);
        Builder index = new Builder(rec.size(), 1024);
        long at = framing.nextMagic(0);
        index.gap(0, at < 0 ? rec.size() : at);
        while (at >= 0) {
            index.add(index.size, at);
            long next = framing.afterRecord(at);
            at = framing.startsAt(next) ? next : framing.nextMagic(next > rec.size() ? at + 4 : next);
            index.gap(next, at < 0 ? rec.size() : at);
        }
        return index.build();
    }

    /** Grows primitive arrays; drops what cannot be right and says so. */
    private static final class Builder {
        private final List<Fault> faults = new ArrayList<>();
        private final long recSize;
        private int[] keys;
        private long[] offsets;
        private int size;

        Builder(long recSize, int capacity) {
            this.recSize = recSize;
            this.keys = new int[capacity];
            this.offsets = new long[capacity];
        }

        void line(Lines lines) {
            if (lines.isAtEnd()) {
                return;
            }
            long line = lines.number();
            long key = lines.digits();
            long offset = lines.tab() ? lines.digits() : -1;
            if (key < 0 || key > Integer.MAX_VALUE || offset < 0 || !lines.isAtEnd()) {
                fault(
                        line,
                        key < 0 ? "line " + line : Long.toString(key),
                        offset,
                        Damage.BAD_INDEX_LINE,
                        "Line " + line + " of the index is not a key, a tab and an offset");
            } else if (offset >= recSize) {
                fault(
                        line,
                        Long.toString(key),
                        offset,
                        Damage.OFFSET_BEYOND_END,
                        "Line " + line + " of the index points beyond the end of the file");
            } else {
                add((int) key, offset);
            }
        }

        /** Bytes that a walk passes over because no record starts there. */
        void gap(long from, long to) {
            if (from < to) {
                String message =
                        "No record starts at byte " + from + "; the next " + (to - from) + " bytes are passed over";
                fault(0, "", from, Damage.BAD_MAGIC, message);
            }
        }

        void add(int key, long offset) {
            if (size == keys.length) {
                keys = java.util.Arrays.copyOf(keys, size + size / 2 + 16);
                offsets = java.util.Arrays.copyOf(offsets, size + size / 2 + 16);
            }
            keys[size] = key;
            offsets[size++] = offset;
        }

        RecordIndex build() {
            dropDuplicates();
            return new RecordIndex(
                    java.util.Arrays.copyOf(keys, size), java.util.Arrays.copyOf(offsets, size), List.copyOf(faults));
        }

        /** The first line of a key counts. Ascending keys, the usual case, cost one pass. */
        private void dropDuplicates() {
            java.util.BitSet seen = new java.util.BitSet();
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (seen.get(keys[i])) {
                    fault(
                            0,
                            Integer.toString(keys[i]),
                            offsets[i],
                            Damage.DUPLICATE_KEY,
                            "The index has key " + keys[i] + " again, with offset " + offsets[i]);
                    continue;
                }
                seen.set(keys[i]);
                keys[kept] = keys[i];
                offsets[kept++] = offsets[i];
            }
            size = kept;
        }

        private void fault(long line, String key, long offset, Damage damage, String message) {
            if (faults.size() < MAX_FAULTS) {
                faults.add(new Fault(line, key, offset, damage, message));
            }
        }
    }
}
