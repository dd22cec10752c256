package org.idem.train.weights;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.save} writes since PyTorch 1.6 (serialization format 3): a zip archive, nothing in it compressed,
 * of a pickle of tensors and of their storages, each on a boundary of 64 bytes. The pickle calls nothing but {@code
 * OrderedDict} and {@code _rebuild_tensor_v2}.
 */
final class TorchWriter {
    private static final String FOLDER = "archive/";
    private static final int ALIGNMENT = 64;
    /** Length of an entry's header before its name. */
    private static final int LOCAL_HEADER = 30;
    /** Header of a zip entry's extra field, which PyTorch pads with, too. */
    private static final int EXTRA_HEADER = 4;

    private static final short PADDING_ID = 0x4246;
    private static final int CHUNK = 1 << 16;
    /** The first day of zip would be taken for one before it, which another field tells. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private TorchWriter() {}

    /** A tensor's shape and its values, row-major. */
    record Values(long[] shape, float[] values) {}

    /** Writes a state dict; the file must not exist. */
    static void write(Path file, Map<String, Values> tensors) throws IOException {
        try (CountedStream counted = new CountedStream(new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
                ZipOutputStream zip = new ZipOutputStream(counted)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, counted, "data.pkl", pickle(tensors));
            store(zip, counted, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            int key = 0;
            for (Values tensor : tensors.values()) {
                store(zip, counted, "data/" + key++, tensor.values());
            }
            store(zip, counted, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void store(ZipOutputStream zip, CountedStream counted, String name, byte[] bytes)
            throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        begin(zip, counted, name, bytes.length, sum.getValue());
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void store(ZipOutputStream zip, CountedStream counted, String name, float[] values)
            throws IOException {
        CRC32 sum = new CRC32();
        chunks(values, sum::update);
        begin(zip, counted, name, (long) values.length * Float.BYTES, sum.getValue());
        chunks(values, zip::write);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, CountedStream counted, String name, long size, long sum)
            throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(sum);
        entry.setTimeLocal(TIME);
        zip.flush();
        long data = counted.count + LOCAL_HEADER + FOLDER.length() + name.length() + EXTRA_HEADER;
        int padding = (int) ((ALIGNMENT - data % ALIGNMENT) % ALIGNMENT);
        entry.setExtra(ByteBuffer.allocate(EXTRA_HEADER + padding)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(PADDING_ID)
                .putShort((short) padding)
                .array());
        zip.putNextEntry(entry);
    }

    private interface Sink {
        void take(byte[] bytes, int from, int count) throws IOException;
    }

    private static void chunks(float[] values, Sink sink) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            bytes.asFloatBuffer().put(values, from, count);
            sink.take(bytes.array(), 0, count * Float.BYTES);
        }
    }

    /** Protocol 2, as {@code torch.save} uses it. */
    private static byte[] pickle(Map<String, Values> tensors) {
        Pickle pickle = new Pickle();
        pickle.raw("\u0080\u0002").emptyDictionary().raw("(");
        int key = 0;
        for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
            pickle.text(tensor.getKey());
            pickle.raw("ctorch._utils\n_rebuild_tensor_v2\n(");
            pickle.raw("(").text("storage").raw("ctorch\nFloatStorage\n").text(Integer.toString(key++));
            pickle.text("cpu").number(tensor.getValue().values().length).raw("tQ");
            pickle.number(0).tuple(tensor.getValue().shape());
            pickle.tuple(strides(tensor.getValue().shape()));
            pickle.raw("\u0089").emptyDictionary().raw("tR");
        }
        return pickle.raw("u.").bytes.toByteArray();
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** Operations of the pickle machine, whose codes are characters below 256. */
    private static final class Pickle {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Pickle raw(String operations) {
            bytes.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Pickle emptyDictionary() {
            return raw("ccollections\nOrderedDict\n)R");
        }

        Pickle text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            raw("X");
            bytes.writeBytes(little(utf8.length));
            bytes.writeBytes(utf8);
            return this;
        }

        Pickle number(long value) {
            raw("J");
            bytes.writeBytes(little(Math.toIntExact(value)));
            return this;
        }

        Pickle tuple(long[] values) {
            raw("(");
            for (long value : values) {
                number(value);
            }
            return raw("t");
        }

        private static byte[] little(int value) {
            return ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array();
        }
    }

    /** Knows how many bytes went through. */
    private static final class CountedStream extends FilterOutputStream {
        private long count;

        CountedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
