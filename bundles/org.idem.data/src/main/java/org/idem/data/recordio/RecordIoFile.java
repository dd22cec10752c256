package org.idem.data.recordio;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.io.FileCutException;
import org.idem.data.io.MappedFile;

/**
 * A {@code .rec} file with its index, read in place. Entries are numbered as the index has them. Thread-safe.
 *
 * <p>Without an {@code .idx} beside it the file is scanned once from frame to frame; keys are then the ids that the
 * records carry, or running numbers where these repeat.
 */
public final class RecordIoFile {
    private final MappedFile rec;
    private final Framing framing;
    private final RecordIndex index;
    private final boolean indexed;

    private RecordIoFile(MappedFile rec, RecordIndex index, boolean indexed) {
        this.rec = rec;
        this.framing = new Framing(rec);
        this.index = index;
        this.indexed = indexed;
    }

    /** Opens the file and the {@code .idx} of the same name, if there is one. */
    public static RecordIoFile open(Path path) {
        MappedFile rec = MappedFile.open(path);
        Path idx = indexOf(path);
        if (Files.isRegularFile(idx)) {
            return new RecordIoFile(rec, usable(RecordIndex.read(idx, rec.size()), idx, path), true);
        }
        RecordIoFile scanned = new RecordIoFile(rec, RecordIndex.scan(rec), false);
        if (scanned.size() == 0) {
            throw new InputException(Problem.error(
                    path,
                    "",
                    "No RecordIO record is in it (each starts with 0xced7230a)",
                    "Give a .rec file as MXNet or insightface writes it"));
        }
        return new RecordIoFile(rec, scanned.withIdsAsKeys(), false);
    }

    private static RecordIndex usable(RecordIndex index, Path idx, Path rec) {
        if (index.size() > 0) {
            return index;
        }
        String why =
                index.faults().isEmpty() ? "it is empty" : index.faults().get(0).message();
        throw new InputException(Problem.error(
                idx,
                "",
                "The index leads to no record of " + rec.getFileName() + ": " + why,
                "Each line is key<TAB>offset; without this file the records are found by themselves"));
    }

    /** The index file that belongs to a {@code .rec} file. */
    public static Path indexOf(Path rec) {
        String name = rec.getFileName().toString();
        return rec.resolveSibling(name.substring(0, name.length() - (name.endsWith(".rec") ? 4 : 0)) + ".idx");
    }

    /** Returns the path of the {@code .rec} file. */
    public Path path() {
        return rec.path();
    }

    /** Returns the length of the {@code .rec} file in bytes. */
    public long bytes() {
        return rec.size();
    }

    /** Returns keys and offsets of the records, in the order of the index. */
    public RecordIndex index() {
        return index;
    }

    /** Whether an index file was there. */
    public boolean indexed() {
        return indexed;
    }

    /** Returns the number of records. */
    public int size() {
        return index.size();
    }

    /** Returns the key of a record as text. */
    public String key(int entry) {
        return Integer.toString(index.keys()[entry]);
    }

    /** Returns the offset of a record's first byte. */
    public long offset(int entry) {
        return index.offsets()[entry];
    }

    /**
     * Reads a record, which has passed all checks of its framing.
     *
     * @throws DamagedImageException if the record is broken
     */
    public FaceRecord read(int entry) {
        String key = key(entry);
        long offset = offset(entry);
        try {
            return rec.read(() -> FaceRecord.parse(key, offset, framing.payload(key, offset)));
        } catch (FileCutException e) {
            throw new DamagedImageException(key, offset, Damage.TRUNCATED, e.getMessage());
        }
    }

    /** Where the logical record that starts at {@code offset} ends; {@code offset} itself if none starts there. */
    public long end(long offset) {
        return rec.read(() -> {
            rec.requireWhole();
            return framing.startsAt(offset) ? framing.afterRecord(offset) : offset;
        });
    }

    /** The records that a walk from frame to frame finds. */
    public RecordIndex scan() {
        return RecordIndex.scan(rec);
    }

    private RecordIndex withIdsAsKeys() {
        int[] keys = new int[index.size()];
        java.util.BitSet seen = new java.util.BitSet();
        for (int i = 0; i < keys.length; i++) {
            long id = id(i);
            if (id < 0 || id > Integer.MAX_VALUE || seen.get((int) id)) {
                return index;
            }
            seen.set((int) id);
            keys[i] = (int) id;
        }
        return new RecordIndex(keys, index.offsets(), index.faults());
    }

    private long id(int entry) {
        try {
            return read(entry).id();
        } catch (DamagedImageException e) {
            return -1;
        }
    }
}
