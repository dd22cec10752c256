package org.idem.fuzz.sample;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes values as Python pickles them: maps, lists, strings, whole numbers, tuples as arrays, and what calls make. */
public final class Pickler {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int protocol;

    /** A class or function. */
    public record Name(String module, String name) {}

    /** The result of a call. */
    public record Call(String module, String name, Object... arguments) {}

    /** An object whose state comes later. */
    public record Built(Object object, Object state) {}

    /** Data outside of the pickle. */
    public record Outside(Object id) {}

    private Pickler(int protocol) {
        this.protocol = protocol;
    }

    /** A whole pickle of protocol 2 to 4. */
    public static byte[] pickle(int protocol, Object value) {
        Pickler pickler = new Pickler(protocol);
        pickler.op(0x80, protocol);
        pickler.write(value);
        pickler.op('.');
        return pickler.out.toByteArray();
    }

    private void op(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }

    private void op(int opcode, byte[] bytes) {
        op(opcode);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        out.writeBytes(bytes);
    }

    private void write(Object value) {
        if (value instanceof String text) {
            op('X', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Boolean flag) {
            op(flag ? 0x88 : 0x89);
        } else if (value instanceof Number number) {
            op(0x8a, 8);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(number.longValue())
                    .array());
        } else if (value instanceof byte[] bytes) {
            bytes(bytes);
        } else if (value == null) {
            op('N');
        } else {
            container(value);
        }
    }

    /** Protocol 2 has no bytes: Python 3 writes them as text. */
    private void bytes(byte[] bytes) {
        if (protocol > 2) {
            op('B', bytes);
        } else {
            write(new Call("_codecs", "encode", new String(bytes, StandardCharsets.ISO_8859_1), "latin1"));
        }
    }

    private void container(Object value) {
        if (value instanceof Map<?, ?> map) {
            op('}', '(');
            map.forEach((key, item) -> {
                write(key);
                write(item);
            });
            op('u');
        } else if (value instanceof List<?> list) {
            op(']', '(');
            list.forEach(this::write);
            op('e');
        } else if (value instanceof Object[] tuple) {
            op('(');
            for (Object item : tuple) {
                write(item);
            }
            op('t');
        } else {
            named(value);
        }
    }

    private void named(Object value) {
        if (value instanceof Name name) {
            op('c');
            out.writeBytes((name.module() + "\n" + name.name() + "\n").getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Call call) {
            write(new Name(call.module(), call.name()));
            write(call.arguments());
            op('R');
        } else if (value instanceof Built built) {
            write(built.object());
            write(built.state());
            op('b');
        } else if (value instanceof Outside outside) {
            write(outside.id());
            op('Q');
        } else {
            throw new IllegalArgumentException("No pickle of " + value);
        }
    }
}
