package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.PickleException;

/**
 * Where the files of a zip archive lie in it (PKWARE's APPNOTE 6.3, ZIP64 included). Only stored files are taken, so that
 * nothing is ever inflated; PyTorch stores all of them.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MOST_ENTRIES = 1 << 20;
    private static final short ZIP64 = 1;
    private static final int IN_ZIP64 = -1;

    private final MappedFile file;
    private final Map<String, Storage.InFile> entries = new LinkedHashMap<>();

    private ZipDirectory(MappedFile file) {
        this.file = file;
    }

    /**
     * The files of an archive by name.
     *
     * @throws PickleException if it is no archive, cut off, or has compressed or encrypted files
     */
    static Map<String, Storage.InFile> of(MappedFile file) {
        ZipDirectory directory = new ZipDirectory(file);
        directory.read();
        return directory.entries;
    }

    static boolean isZip(MappedFile file) {
        return file.size() >= END_BYTES && file.slice(0, Integer.BYTES).getInt(0) == LOCAL;
    }

    private ByteBuffer bytes(long at, long length) {
        if (at < 0 || length < 0 || length > MappedFile.MAX_SLICE || at > file.size() - length) {
            throw new PickleException("The archive is cut off or damaged");
        }
        return file.slice(at, (int) length);
    }

    private void read() {
        long at = end();
        ByteBuffer end = bytes(at, END_BYTES);
        long count = end.getShort(10) & 0xffff;
        long size = end.getInt(12) & 0xffffffffL;
        long start = end.getInt(16) & 0xffffffffL;
        if (at >= 20 && bytes(at - 20, 20).getInt(0) == LOCATOR64) {
            ByteBuffer end64 = bytes(bytes(at - 20, 20).getLong(8), 56);
            if (end64.getInt(0) != END64) {
                throw new PickleException("The archive's directory is not where it should be");
            }
            count = end64.getLong(32);
            size = end64.getLong(40);
            start = end64.getLong(48);
        }
        if (count < 0 || count > MOST_ENTRIES) {
            throw new PickleException("An archive of " + count + " files");
        }
        ByteBuffer directory = bytes(start, size);
        for (int i = 0; i < count; i++) {
            add(directory);
        }
    }

    /** The record at the end, behind which there may be a comment. */
    private long end() {
        for (long at = file.size() - END_BYTES; at >= Math.max(0, file.size() - END_BYTES - LONGEST_COMMENT); at--) {
            if (bytes(at, Integer.BYTES).getInt(0) == END) {
                return at;
            }
        }
        throw new PickleException("The archive is cut off: it has no directory");
    }

    private void add(ByteBuffer directory) {
        if (directory.remaining() < 46 || directory.getInt(directory.position()) != ENTRY) {
            throw new PickleException("The archive's directory is damaged");
        }
        ByteBuffer header = take(directory, 46);
        byte[] text = new byte[header.getShort(28) & 0xffff];
        take(directory, text.length).get(text);
        String name = new String(text, StandardCharsets.UTF_8);
        ByteBuffer extra = take(directory, header.getShort(30) & 0xffff);
        take(directory, header.getShort(32) & 0xffff);
        boolean encrypted = (header.getShort(8) & 1) != 0;
        if (header.getShort(10) != 0 || encrypted) {
            throw new PickleException(
                    "File " + name + " of the archive is " + (encrypted ? "encrypted" : "compressed"));
        }
        ByteBuffer large = zip64(extra);
        long size = number(header.getInt(24), large);
        long packed = number(header.getInt(20), large);
        long local = number(header.getInt(42), large);
        if (size != packed || entries.put(name, data(name, local, size)) != null) {
            throw new PickleException("File " + name + " of the archive has two sizes or places");
        }
    }

    private static ByteBuffer take(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            throw new PickleException("The archive's directory is damaged");
        }
        ByteBuffer taken = from.slice(from.position(), length).order(from.order());
        from.position(from.position() + length);
        return taken;
    }

    /** The field of the numbers that need more than 32 bits; empty where there is none. */
    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            ByteBuffer head = take(extra, 4);
            ByteBuffer field = take(extra, head.getShort(2) & 0xffff);
            if (head.getShort(0) == ZIP64) {
                return field;
            }
        }
        return take(extra, 0);
    }

    private static long number(int stored, ByteBuffer large) {
        if (stored != IN_ZIP64) {
            return stored & 0xffffffffL;
        }
        return take(large, Long.BYTES).getLong();
    }

    private Storage.InFile data(String name, long local, long size) {
        ByteBuffer header = bytes(local, 30);
        if (header.getInt(0) != LOCAL) {
            throw new PickleException("File " + name + " is not where the archive's directory says");
        }
        long start = local + 30 + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
        if (size < 0 || start > file.size() - size) {
            throw new PickleException("File " + name + " reaches past the end of the archive");
        }
        return new Storage.InFile(file, start, size);
    }
}
