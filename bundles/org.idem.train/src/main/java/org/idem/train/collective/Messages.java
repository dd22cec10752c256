package org.idem.train.collective;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Values on their way between processes, as bytes. What comes in may only be made of records, enum constants, texts, numbers,
 * arrays of these and immutable collections: nothing of it runs code of its own when it is read.
 */
public final class Messages {
    private static final int LONGEST = 1 << 24;
    private static final int DEEPEST = 16;
    private static final Set<String> PLAIN = Set.of(
            "java.lang.String",
            "java.lang.Number",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Record",
            // What List.of, Set.of and Map.of are written as.
            "java.util.CollSer",
            "java.lang.Object");

    /** What they are when they have been read. */
    private static final String IMMUTABLE = "java.util.ImmutableCollections$";

    private Messages() {}

    /** The value as bytes. */
    public static byte[] write(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot be sent to other processes: " + value, e);
        }
        return bytes.toByteArray();
    }

    /**
     * The value that bytes were written of.
     *
     * @throws IllegalArgumentException if they are not those of a plain value
     */
    @SuppressWarnings("unchecked")
    public static <T extends Serializable> T read(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(Messages::filter);
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalArgumentException("What another process sent is no plain value: " + e.getMessage(), e);
        }
    }

    private static Status filter(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > DEEPEST || info.arrayLength() > LONGEST || info.streamBytes() > LONGEST) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        boolean plain = type == null
                || type.isPrimitive()
                || type.isRecord()
                || type.isEnum()
                || type.getSuperclass() != null && type.getSuperclass().isEnum()
                || PLAIN.contains(type.getName())
                || type.getName().startsWith(IMMUTABLE);
        return plain ? Status.ALLOWED : Status.REJECTED;
    }
}
