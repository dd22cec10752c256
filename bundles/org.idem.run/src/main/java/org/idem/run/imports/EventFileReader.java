package org.idem.run.imports;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Scalars of TensorBoard's event files, as TensorFlow, PyTorch and others write them: TFRecord frames of {@code Event}
 * protocol buffers. A torn frame ends the file, a damaged one is passed over, whatever is no scalar is left alone.
 */
final class EventFileReader {
    private static final int LONGEST = 64 << 20;
    private static final int MASK_DELTA = 0xa282ead8;

    private EventFileReader() {}

    static boolean isOne(Path file) {
        return file.getFileName().toString().contains("tfevents");
    }

    static void read(Path file, ForeignMetrics into) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16))) {
            byte[] head = new byte[12];
            while (in.readNBytes(head, 0, head.length) == head.length) {
                ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
                long length = header.getLong();
                if (masked(head, Long.BYTES) != header.getInt() || length < 0 || length > LONGEST) {
                    // Without a length nothing that follows can be found.
                    into.skip();
                    return;
                }
                byte[] data = in.readNBytes((int) length);
                if (data.length < length || !event(in, data, into)) {
                    return;
                }
            }
        }
    }

    private static boolean event(DataInputStream in, byte[] data, ForeignMetrics into) throws IOException {
        try {
            int expected = Integer.reverseBytes(in.readInt());
            if (expected == masked(data, data.length)) {
                event(new ProtoReader(data), into);
            } else {
                into.skip();
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static int masked(byte[] data, int length) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, length);
        int value = (int) crc.getValue();
        return (value >>> 15 | value << 17) + MASK_DELTA;
    }

    private static void event(ProtoReader event, ForeignMetrics into) {
        double wall = Double.NaN;
        long step = 0;
        ProtoReader summary = null;
        while (event.next()) {
            switch (event.field()) {
                case 1 -> wall = event.asDouble();
                case 2 -> step = event.asLong();
                case 5 -> summary = event.asMessage();
                default -> event.ignore();
            }
        }
        if (event.isBroken()) {
            into.skip();
            return;
        }
        while (summary != null && summary.next()) {
            if (summary.field() == 1 && summary.asMessage() != null) {
                value(summary.asMessage(), step, wall, into);
            }
        }
    }

    private static void value(ProtoReader value, long step, double wall, ForeignMetrics into) {
        String tag = "";
        double scalar = Double.NaN;
        boolean any = false;
        while (value.next()) {
            switch (value.field()) {
                case 1 -> tag = value.asText();
                case 2 -> {
                    scalar = value.asFloat();
                    any = true;
                }
                case 8 -> {
                    Double one = tensor(value.asMessage());
                    any |= one != null;
                    scalar = one == null ? scalar : one;
                }
                default -> value.ignore();
            }
        }
        if (any && !value.isBroken()) {
            into.add(tag, step, wall, scalar);
        }
    }

    /** The number of a tensor that has one; null for others. */
    private static Double tensor(ProtoReader tensor) {
        if (tensor == null) {
            return null;
        }
        long type = 0;
        byte[] content = new byte[0];
        Double number = null;
        int size = 1;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> type = tensor.asLong();
                case 2 -> size = tensor.asBytes().length == 0 ? 1 : size(tensor.asMessage());
                case 4 -> content = tensor.asBytes();
                case 5 -> number = tensor.firstFloat();
                case 6 -> number = tensor.firstDouble();
                default -> tensor.ignore();
            }
        }
        if (size != 1 || tensor.isBroken()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (type == 1 && content.length == Float.BYTES) {
            return (double) bytes.getFloat();
        }
        return type == 2 && content.length == Double.BYTES ? Double.valueOf(bytes.getDouble()) : number;
    }

    private static int size(ProtoReader shape) {
        long size = 1;
        while (shape != null && shape.next()) {
            ProtoReader dimension = shape.field() == 2 ? shape.asMessage() : null;
            while (dimension != null && dimension.next()) {
                size = dimension.field() == 1 ? size * Math.max(0, Math.min(1000, dimension.asLong())) : size;
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }
}
