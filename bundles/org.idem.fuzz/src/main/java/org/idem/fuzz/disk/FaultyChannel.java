package org.idem.fuzz.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A channel whose writes are points of a fault. */
final class FaultyChannel extends FileChannel {
    /** What may be written at least where the page cache is passed by. */
    private static final int SECTOR = 4096;

    private final FileChannel below;
    private final Path file;
    private final WriteFault fault;

    FaultyChannel(FileChannel below, Path file, WriteFault fault) {
        this.below = below;
        this.file = file;
        this.fault = fault;
    }

    /** Writes some bytes. */
    @FunctionalInterface
    private interface Write {
        int run(ByteBuffer bytes) throws IOException;
    }

    private int write(ByteBuffer bytes, Write write) throws IOException {
        if (!fault.begin(file, WriteFault.Change.WRITE)) {
            return write.run(bytes);
        }
        int half = bytes.remaining() / 2;
        ByteBuffer part = bytes.duplicate();
        part.limit(part.position() + (bytes.remaining() % SECTOR == 0 ? half / SECTOR * SECTOR : half));
        if (part.hasRemaining()) {
            write.run(part);
        }
        fault.end();
        return 0;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return write(bytes, below::write);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return write(bytes, part -> below.write(part, position));
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].hasRemaining()) {
                return write(buffers[i]);
            }
        }
        return 0;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        fault.change(file, WriteFault.Change.OTHER);
        below.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        // A process that ends loses nothing that it wrote, so that nothing is gained by waiting for the disk.
        fault.begin(file, WriteFault.Change.FORCE);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        fault.change(file, WriteFault.Change.WRITE);
        return below.transferFrom(source, position, count);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return below.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return below.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return below.read(into, position);
    }

    @Override
    public long position() throws IOException {
        return below.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        below.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return below.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return below.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return below.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return below.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return below.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        below.close();
    }
}
