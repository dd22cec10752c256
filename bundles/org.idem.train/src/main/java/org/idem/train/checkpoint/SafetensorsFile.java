package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Reads tensors as fp32 from a safetensors file whose header was checked against the size of the file. */
public final class SafetensorsFile implements AutoCloseable {
    private static final long LONGEST_HEADER = 100L << 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Entry> tensors = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private long dataStart;

    private record Entry(ElementType type, long[] shape, long start, long end) {}

    private SafetensorsFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws InputException if it is missing, truncated or malformed
     */
    public static SafetensorsFile open(Path path) {
        try {
            BoundedFiles.requireRegular(path);
            SafetensorsFile opened = new SafetensorsFile(path, FileChannel.open(path));
            try {
                opened.readHeader();
                return opened;
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw damaged(path, e.toString());
        }
    }

    private void readHeader() throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw damaged(file, "it has only " + size + " bytes");
        }
        long length = bytes(0, Long.BYTES).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - Long.BYTES) {
            throw damaged(file, "its header cannot have " + length + " bytes");
        }
        dataStart = Long.BYTES + length;
        JsonNode root =
                new ObjectMapper().readTree(bytes(Long.BYTES, (int) length).array());
        long end = 0;
        for (Iterator<Map.Entry<String, JsonNode>> fields = root.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .fields()
                        .forEachRemaining(
                                note -> notes.put(note.getKey(), note.getValue().asText()));
            } else {
                end = Math.max(end, add(field.getKey(), field.getValue()));
            }
        }
        if (dataStart + end != size) {
            throw damaged(file, "it has " + size + " bytes where its header says " + (dataStart + end));
        }
    }

    private long add(String name, JsonNode node) {
        ElementType type = type(name, node.path("dtype").asText());
        long[] shape = new long[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.path("shape").get(i).asLong(-1);
        }
        long start = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (start < 0 || end < start || !fits(type, shape, end - start)) {
            throw damaged(file, "tensor " + name + " does not fit its place");
        }
        tensors.put(name, new Entry(type, shape, start, end));
        return end;
    }

    private ElementType type(String tensor, String dtype) {
        try {
            return ElementType.valueOf(dtype);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "tensor " + tensor + " has numbers of type " + dtype);
        }
    }

    /** Whether values of this shape take so many bytes; the product is never formed where it could overflow. */
    private static boolean fits(ElementType type, long[] shape, long bytes) {
        long count = 1;
        for (long side : shape) {
            if (side < 0 || side > 0 && count > bytes / side) {
                return false;
            }
            count *= side;
        }
        return bytes % type.bytes() == 0 && count == bytes / type.bytes();
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("the file ends early");
            }
        }
        return buffer.flip();
    }

    private static InputException damaged(Path file, String why) {
        return new InputException(Problem.error(
                file,
                "",
                "These weights cannot be read: " + why,
                "give another file; a run goes on from an earlier checkpoint once this one's folder is moved away"));
    }

    /** Names of all tensors, in the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** A note of the header, or null. */
    public String note(String key) {
        return notes.get(key);
    }

    /** Returns the shape of a tensor. */
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** How a tensor's numbers are stored. */
    public ElementType type(String name) {
        return entry(name).type();
    }

    /** Where a tensor's first byte stands in the file. */
    public long place(String name) {
        return dataStart + entry(name).start();
    }

    private Entry entry(String name) {
        Entry entry = tensors.get(name);
        if (entry == null) {
            throw damaged(file, "it has no tensor " + name);
        }
        return entry;
    }

    /** All values of a tensor. */
    public float[] read(String name) {
        Entry entry = entry(name);
        long count = (entry.end() - entry.start()) / entry.type().bytes();
        if (count > LARGEST_ARRAY) {
            throw damaged(file, "tensor " + name + " has " + count + " values, more than one array can hold");
        }
        return values(entry.type(), entry.start(), (int) count);
    }

    /** Values of rows [from, from + count) of a matrix. */
    public float[] readRows(String name, int from, int count) {
        Entry entry = entry(name);
        long columns = entry.shape()[1];
        return values(
                entry.type(),
                entry.start() + entry.type().bytes() * columns * from,
                Math.toIntExact(Math.multiplyExact(columns, count)));
    }

    private float[] values(ElementType type, long start, int count) {
        float[] values = new float[count];
        try {
            for (int done = 0; done < count; done += CHUNK) {
                int part = Math.min(CHUNK, count - done);
                long at = dataStart + start + (long) type.bytes() * done;
                type.read(bytes(at, part * type.bytes()), values, done, part);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + file, e);
        }
    }
}
