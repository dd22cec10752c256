package org.idem.data.recordio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.io.MappedFile;

/**
 * RecordIO's frames: magic, a word of three bits "continue" and 29 bits length, payload, padding to four bytes. A payload
 * that holds the magic at a multiple of four is cut there, without these four bytes, into parts with continue flags 1, 2…
 * and 3; reading puts them back.
 */
public final class Framing {
    /** First word of each part. */
    public static final int MAGIC = 0xced7230a;
    /** Bytes before a part's payload: magic and length. */
    public static final int HEAD = 8;
    /** The longest payload of a part, in bytes. */
    public static final int MAX_PART = (1 << 29) - 1;

    private static final int WHOLE = 0;
    private static final int FIRST = 1;
    private static final int MIDDLE = 2;
    private static final int LAST = 3;

    private final MappedFile file;

    Framing(MappedFile file) {
        this.file = file;
    }

    /** Whether a frame may start there. */
    boolean startsAt(long offset) {
        return offset >= 0 && offset + HEAD <= file.size() && file.getInt(offset) == MAGIC;
    }

    /** Offset of what follows the part at {@code offset}, which must start with the magic; past the end if truncated. */
    long afterPart(long offset) {
        return offset + HEAD + ((length(offset) + 3L) & ~3L);
    }

    /** Offset of what follows the logical record at {@code offset}; a broken split record ends with its first part. */
    long afterRecord(long offset) {
        long next = afterPart(offset);
        if (flag(offset) != FIRST) {
            return next;
        }
        long end = next;
        while (startsAt(end)) {
            int flag = flag(end);
            end = afterPart(end);
            if (flag == LAST) {
                return end;
            }
            if (flag != MIDDLE) {
                break;
            }
        }
        return next;
    }

    /** The payload of the logical record; a copy, unless it is larger than any picture. */
    ByteBuffer payload(String key, long offset) {
        check(key, offset);
        int flag = flag(offset);
        if (flag == WHOLE) {
            return file.copy(offset + HEAD, length(offset));
        }
        if (flag != FIRST) {
            String message = "A part of a split record, not its start (continue flag " + flag + ")";
            throw new DamagedImageException(key, offset, Damage.UNFINISHED_SPLIT, message);
        }
        return join(offset, joinedLength(key, offset));
    }

    /** The next offset from {@code offset} on, in steps of four, with the magic; −1 if there is none. */
    long nextMagic(long offset) {
        for (long at = (offset + 3) & ~3L; at + HEAD <= file.size(); at += 4) {
            if (file.getInt(at) == MAGIC) {
                return at;
            }
        }
        return -1;
    }

    private int joinedLength(String key, long offset) {
        long total = length(offset);
        long part = afterPart(offset);
        while (true) {
            if (!startsAt(part) || flag(part) != MIDDLE && flag(part) != LAST) {
                String message = "A split record begins but its last part never comes";
                throw new DamagedImageException(key, offset, Damage.UNFINISHED_SPLIT, message);
            }
            check(key, part);
            total += 4 + length(part);
            if (total > MappedFile.MAX_SLICE) {
                throw new DamagedImageException(key, offset, Damage.TOO_LARGE, "A split record above 512 MiB");
            }
            if (flag(part) == LAST) {
                return (int) total;
            }
            part = afterPart(part);
        }
    }

    private ByteBuffer join(long offset, int total) {
        ByteBuffer joined = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        joined.put(part(offset));
        long part = afterPart(offset);
        while (joined.hasRemaining()) {
            joined.putInt(MAGIC).put(part(part));
            part = afterPart(part);
        }
        return joined.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer part(long offset) {
        return file.slice(offset + HEAD, length(offset));
    }

    private void check(String key, long offset) {
        long end = file.length();
        if (offset < 0 || offset >= end) {
            String message = "The record would start beyond the end of the file, " + end + " bytes";
            throw new DamagedImageException(key, offset, Damage.OFFSET_BEYOND_END, message);
        }
        if (offset + HEAD > end) {
            throw new DamagedImageException(key, offset, Damage.TRUNCATED, "The file ends inside the record's frame");
        }
        if (file.getInt(offset) != MAGIC) {
            String message =
                    String.format(Locale.ROOT, "0x%08x stands where a record should start", file.getInt(offset));
            throw new DamagedImageException(key, offset, Damage.BAD_MAGIC, message);
        }
        if (offset + HEAD + length(offset) > end) {
            String message = "The file ends inside the record, which has " + length(offset) + " bytes";
            throw new DamagedImageException(key, offset, Damage.TRUNCATED, message);
        }
    }

    private int flag(long offset) {
        return file.getInt(offset + 4) >>> 29;
    }

    private int length(long offset) {
        return file.getInt(offset + 4) & MAX_PART;
    }
}
