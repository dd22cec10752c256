package org.idem.verify.ijb;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.NpyHeader;

/** Rows of a {@code .npy} of single or double precision, read where they lie: of the file nothing stays on the heap. */
public final class NpyEmbeddings implements EmbeddingRows {
    private static final int MOST_COLUMNS = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final NpyHeader header;
    private final ThreadLocal<ByteBuffer> buffers;

    private NpyEmbeddings(Path file, FileChannel channel, NpyHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        int bytes = width() * header.itemSize();
        this.buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    /**
     * Opens a file.
     *
     * @throws InputException if it is no two-dimensional array of {@code <f4} or {@code <f8} in C order
     */
    public static NpyEmbeddings open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            NpyHeader header = NpyHeader.read(channel);
            require(header);
            return new NpyEmbeddings(file, channel, header);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new InputException(Problem.error(
                    file,
                    "--embeddings",
                    "No embeddings can be read: " + (e.getMessage() == null ? e : e.getMessage()),
                    "give a .npy of float32, one row a face: its embedding and its mirror image's"));
        }
    }

    private static void require(NpyHeader header) throws IOException {
        boolean readable = header.type().equals("<f4") || header.type().equals("<f8");
        if (!readable || header.isFortran() || header.shape().length != 2) {
            throw new IOException("expected a two-dimensional <f4 or <f8 in C order, found " + header.describe());
        }
        if (header.shape()[1] < 1 || header.shape()[1] > MOST_COLUMNS || header.shape()[0] > Integer.MAX_VALUE) {
            throw new IOException("a shape that no embeddings have: " + header.describe());
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            System.getLogger(NpyEmbeddings.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }

    @Override
    public int rows() {
        return (int) header.shape()[0];
    }

    @Override
    public int width() {
        return (int) header.shape()[1];
    }

    @Override
    public void read(int row, float[] to) {
        ByteBuffer buffer = buffers.get().clear();
        long from = header.dataOffset() + (long) row * buffer.capacity();
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new EOFException("the file is shorter than its header says");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        buffer.flip();
        if (header.itemSize() == Float.BYTES) {
            buffer.asFloatBuffer().get(to, 0, width());
        } else {
            for (int i = 0; i < width(); i++) {
                to[i] = (float) buffer.getDouble();
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
