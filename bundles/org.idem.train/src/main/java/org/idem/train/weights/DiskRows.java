package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;

/** The values of class centers on disk, as if they stood in fp32 one row after the other. Opened when first read. */
final class DiskRows implements Storage {
    private final DiskVersion version;
    private DiskCenters opened;

    DiskRows(DiskVersion version) {
        this.version = version;
    }

    private int rowBytes() {
        return version.layout().dim() * Float.BYTES;
    }

    @Override
    public long size() {
        return (long) version.shard().count() * rowBytes();
    }

    @Override
    public synchronized ByteBuffer slice(long offset, int length) {
        opened = opened == null ? DiskCenters.open(version) : opened;
        int first = (int) (offset / rowBytes());
        int end = (int) ((offset + length + rowBytes() - 1) / rowBytes());
        float[] values = opened.read(CenterField.CENTERS, first, end - first);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        int from = (int) (offset - (long) first * rowBytes());
        return bytes.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public <T> T read(Supplier<T> reading) {
        return reading.get();
    }
}
