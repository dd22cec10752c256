package org.idem.data.convert;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A file that grows under the name {@code NAME.part} until it is complete, and that can be cut back to a length that it
 * had, so that interrupted work goes on. Not thread-safe.
 */
final class GrowingFile implements Closeable {
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;

    /**
     * Opens the file to append to it.
     *
     * @param length bytes that are kept, 0 for a new file
     * @throws InputException if it is shorter than that
     */
    GrowingFile(Path file, long length) throws IOException {
        this.file = file;
        this.part = partOf(file);
        if (length > 0 && Files.notExists(part) && Files.exists(file)) {
            // Interrupted between the last renames.
            Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
        }
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.size() < length) {
            channel.close();
            throw new InputException(Problem.error(
                    part,
                    "",
                    "It is shorter than the interrupted conversion left it",
                    "Remove the output and convert anew"));
        }
        channel.truncate(length).position(length);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
    }

    /** The name that a file has until it is complete. */
    static Path partOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Where bytes are appended; closed with the file. */
    OutputStream out() {
        return out;
    }

    /** Bytes so far, all of them handed to the operating system. */
    long flushedLength() throws IOException {
        out.flush();
        return channel.position();
    }

    /** Gives the complete file its name. */
    void finish() throws IOException {
        out.flush();
        channel.force(true);
        close();
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            out.close();
        }
    }
}
