package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;
import org.idem.data.io.MappedFile;

/** The bytes that hold tensors' values. */
interface Storage {
    /** Number of bytes. */
    long size();

    /**
     * A little-endian view or copy.
     *
     * @param length at most {@link MappedFile#MAX_SLICE}
     */
    ByteBuffer slice(long offset, int length);

    /**
     * Runs a reading of what {@link #slice} gave.
     *
     * @throws org.idem.data.io.FileCutException if a file is shorter than it was when it was opened
     */
    <T> T read(Supplier<T> reading);

    /** A part of a mapped file. */
    record InFile(MappedFile file, long start, long size) implements Storage {
        @Override
        public ByteBuffer slice(long offset, int length) {
            return file.slice(start + offset, length);
        }

        @Override
        public <T> T read(Supplier<T> reading) {
            return file.read(() -> {
                file.require(start, size);
                return reading.get();
            });
        }
    }

    /** Several, one after the other. */
    record Joined(List<Storage> parts) implements Storage {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(Storage::size).sum();
        }

        @Override
        public ByteBuffer slice(long offset, int length) {
            ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            long start = 0;
            for (Storage part : parts) {
                long from = Math.max(offset, start);
                long to = Math.min(offset + length, start + part.size());
                if (from < to) {
                    out.put(part.slice(from - start, (int) (to - from)));
                }
                start += part.size();
            }
            return out.flip();
        }

        @Override
        public <T> T read(Supplier<T> reading) {
            Supplier<T> all = reading;
            for (Storage part : parts) {
                Supplier<T> inner = all;
                all = () -> part.read(inner);
            }
            return all.get();
        }
    }
}
