package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the safetensors format: a 64-bit length, a JSON header with type, shape and place of each tensor, then the
 * tensors, little-endian, one after the other. All tensors are fp32 and are asked for one piece at a time, so that
 * nothing whole need be in memory.
 */
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 14;

    private final Map<String, Entry> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Gives a part of a tensor's values, row-major. */
    @FunctionalInterface
    public interface Rows {
        /** Values of rows [from, from + count). */
        float[] read(int from, int count);
    }

    private record Entry(long[] shape, int rowsAtOnce, Rows rows) {
        long bytes() {
            return Float.BYTES * Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }
    }

    /** A tensor that is read whole when it is written. */
    public SafetensorsWriter add(String name, long[] shape, Rows values) {
        tensors.put(name, new Entry(shape.clone(), shape.length == 0 ? 1 : (int) shape[0], values));
        return this;
    }

    /** A matrix [rows, columns] that is read some rows at a time. */
    public SafetensorsWriter addRows(String name, int rows, int columns, Rows values) {
        int atOnce = Math.max(1, (1 << 22) / Math.max(1, columns));
        tensors.put(name, new Entry(new long[] {rows, columns}, atOnce, values));
        return this;
    }

    /** A note in the header. */
    public SafetensorsWriter note(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Writes everything into a new file and forces nothing: the caller commits the folder. */
    public void write(Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            byte[] header = header();
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Entry entry : tensors.values()) {
                write(entry, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private byte[] header() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        if (!metadata.isEmpty()) {
            metadata.forEach(root.putObject("__metadata__")::put);
        }
        long offset = 0;
        for (Map.Entry<String, Entry> tensor : tensors.entrySet()) {
            ObjectNode node = root.putObject(tensor.getKey());
            node.put("dtype", "F32");
            node.set("shape", mapper.valueToTree(tensor.getValue().shape()));
            long end = offset + tensor.getValue().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = mapper.writeValueAsBytes(root);
        // Readers map the file: data that begins at a multiple of eight bytes can be used in place.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void write(Entry entry, OutputStream out) throws IOException {
        int rows = entry.shape().length == 0 ? 1 : (int) entry.shape()[0];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < rows; from += entry.rowsAtOnce()) {
            float[] values = entry.rows().read(from, Math.min(entry.rowsAtOnce(), rows - from));
            for (int i = 0; i < values.length; i += CHUNK) {
                int count = Math.min(CHUNK, values.length - i);
                chunk.asFloatBuffer().put(values, i, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }
}
