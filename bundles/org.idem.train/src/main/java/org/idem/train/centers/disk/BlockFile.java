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
 * to what reads the same bytes twice. Any thread may read and write different places at the same time.
 */
public final class BlockFile implements AutoCloseable {
    private final Path path;
    private final int blockBytes;
    private final FileChannel channel;

    private BlockFile(Path path, int blockBytes, FileChannel channel) {
        this.path = path;
        this.blockBytes = blockBytes;
        this.channel = channel;
    }

    /**
     * Opens a file for reading and writing, and makes it where there is none.
     *
     * @param blockBytes bytes of a block, a multiple of 4096
     */
    public static BlockFile open(Path path, int blockBytes) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return open(path, blockBytes, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Opens a file that exists, for reading only. */
    public static BlockFile openToRead(Path path, int blockBytes) throws IOException {
        return open(path, blockBytes, StandardOpenOption.READ);
    }

    private static BlockFile open(Path path, int blockBytes, OpenOption... options) throws IOException {
        Optional<FileChannel> direct = DirectFiles.open(path, options);
        FileChannel channel = direct.isPresent() ? direct.get() : FileChannel.open(path, options);
        return new BlockFile(path, blockBytes, channel);
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
    }

    /** Writes a block; {@link #force} makes it durable. */
    void write(int place, ByteBuffer block) throws IOException {
        ByteBuffer from = block.duplicate();
        while (from.hasRemaining()) {
            channel.write(from, start(place) + from.position());
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
    }
}
