package org.idem.train.centers.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.idem.core.DirectFiles;

/**
 * Blocks of one size at numbered places of a file. Where the file system can, they pass the page cache by, which is left
 * to what reads the same bytes twice; elsewhere what they take of it is given back at once. Any thread may read and write different places at the same time.
 */
public final class BlockFile implements AutoCloseable {
    private final Path path;
    private final int blockBytes;
    private final FileChannel channel;
    /** Null where the page cache is passed by. */
    private final PageCache cache;

    private BlockFile(Path path, int blockBytes, FileChannel channel, PageCache cache) {
        this.path = path;
        this.blockBytes = blockBytes;
        this.channel = channel;
        this.cache = cache;
    }

    /**
     * Opens a file for reading and writing, and makes it where there is none.
     *
     * @param blockBytes bytes of a block, a multiple of 4096
     */
    public static BlockFile open(Path path, int blockBytes) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return open(
                path, blockBytes, true, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Opens a file that exists, for reading only. */
    public static BlockFile openToRead(Path path, int blockBytes) throws IOException {
        return open(path, blockBytes, true, StandardOpenOption.READ);
    }

    /**
     * Opens a file.
     *
     * @param mayPass whether to pass the page cache by where that can be done
     */
    static BlockFile open(Path path, int blockBytes, boolean mayPass, OpenOption... options) throws IOException {
        Optional<FileChannel> direct = mayPass ? DirectFiles.open(path, options) : Optional.empty();
        if (direct.isPresent()) {
            return new BlockFile(path, blockBytes, direct.get(), null);
        }
        FileChannel channel = FileChannel.open(path, options);
        return new BlockFile(path, blockBytes, channel, new PageCache(path));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Number of places that the file reaches. */
    int places() throws IOException {
        return Math.toIntExact((channel.size() + blockBytes - 1) / blockBytes);
    }

    /**
     * Reads a block.
     *
     * @param block direct memory of a block that begins at a page
     * @throws EOFException if the file does not reach the place
     */
    void read(int place, ByteBuffer block) throws IOException {
        ByteBuffer into = block.duplicate();
        while (into.hasRemaining()) {
            if (channel.read(into, start(place) + into.position()) < 0) {
                throw new EOFException("The file ends before block " + place);
            }
        }
        if (cache != null) {
            cache.drop(start(place), blockBytes);
        }
    }

    /** Writes a block; {@link #force} makes it durable. */
    void write(int place, ByteBuffer block) throws IOException {
        ByteBuffer from = block.duplicate();
        while (from.hasRemaining()) {
            channel.write(from, start(place) + from.position());
        }
        if (cache != null) {
            cache.writeAndDrop(start(place), blockBytes);
        }
    }

    private long start(int place) {
        return (long) place * blockBytes;
    }

    /** Gives what lies behind the first places back to the file system. */
    void truncate(int places) throws IOException {
        if (start(places) < channel.size()) {
            channel.truncate(start(places));
        }
    }

    /** Returns once what was written outlives a power failure. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (cache != null) {
            cache.close();
        }
    }
}
