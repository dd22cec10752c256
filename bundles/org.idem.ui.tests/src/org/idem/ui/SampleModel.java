package org.idem.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small ONNX file as an export leaves it: two operators, one weight, and notes. */
final class SampleModel {
    private SampleModel() {}

    /** Writes the file with notes of these names and texts. */
    static Path write(Path file, Map<String, String> notes) throws IOException {
        Message graph = new Message()
                .message(1, node("Conv"))
                .message(1, node("PRelu"))
                .message(1, node("Conv"))
                .text(2, "net")
                .message(5, weight())
                .message(11, value("input", free("N"), side(3), side(112), side(112)))
                .message(12, value("embedding", free("N"), side(512)));
        Message model = new Message().number(1, 8).text(2, "Idem").message(7, graph);
        model.message(8, new Message().number(2, 17));
        notes.forEach(
                (name, text) -> model.message(14, new Message().text(1, name).text(2, text)));
        Files.createDirectories(file.getParent());
        return Files.write(file, model.toBytes());
    }

    private static Message node(String operator) {
        return new Message().text(1, "x").text(2, "y").text(4, operator);
    }

    private static Message weight() {
        return new Message().number(1, 2).number(1, 3).number(2, 1).text(8, "w").bytes(9, new byte[24]);
    }

    private static Message side(long length) {
        return new Message().number(1, length);
    }

    private static Message free(String name) {
        return new Message().text(2, name);
    }

    private static Message value(String name, Message... dimensions) {
        Message shape = new Message();
        for (Message dimension : dimensions) {
            shape.message(1, dimension);
        }
        Message tensor = new Message().number(1, 1).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A message of Protocol Buffers under construction. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }
}
