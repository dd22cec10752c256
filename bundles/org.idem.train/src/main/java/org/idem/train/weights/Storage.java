package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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

    /** A part of a mapped file. */
    record InFile(MappedFile file, long start, long size) implements Storage {
        @Override
        public ByteBuffer slice(long offset, int length) {
            return file.slice(start + offset, length);
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
    }
}
