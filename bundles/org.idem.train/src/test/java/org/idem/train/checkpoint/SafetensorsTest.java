package org.idem.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path written() {
        Path file = folder.resolve("a.safetensors");
        new SafetensorsWriter()
                .note("format", "pt")
                .add("bias", new long[] {3}, (from, count) -> new float[] {1, 2, 3})
                .addRows("weight", 5, 2, SafetensorsTest::rows)
                .write(file);
        return file;
    }

    private static float[] rows(int from, int count) {
        float[] values = new float[2 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * from + i + 0.5f;
        }
        return values;
    }

    @Test
    void whatIsWrittenIsReadWholeAndByRows() {
        try (SafetensorsFile file = SafetensorsFile.open(written())) {
            assertEquals(Set.of("bias", "weight"), file.names());
            assertEquals("pt", file.note("format"));
            assertArrayEquals(new long[] {5, 2}, file.shape("weight"));
            assertArrayEquals(new float[] {1, 2, 3}, file.read("bias"), 0f);
            assertArrayEquals(rows(0, 5), file.read("weight"), 0f);
            assertArrayEquals(rows(3, 2), file.readRows("weight", 3, 2), 0f);
            assertThrows(InputException.class, () -> file.read("head"));
        }
    }

    @Test
    void theHeaderIsThatOfTheFormat() throws Exception {
        byte[] bytes = Files.readAllBytes(written());
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, (8 + length) % 8);
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertTrue(header.contains("\"weight\":{\"dtype\":\"F32\",\"shape\":[5,2],\"data_offsets\":[12,52]}"), header);
        assertEquals(8 + length + 52, bytes.length);
    }

    @Test
    void filesThatAreNotWholeAreRefused() throws Exception {
        Path file = written();
        byte[] sound = Files.readAllBytes(file);
        for (int cut : new int[] {0, 7, 8, 40, sound.length - 1}) {
            Files.write(file, Arrays.copyOf(sound, cut));
            refused(file);
        }
        Files.write(file, Arrays.copyOf(sound, sound.length + 1));
        refused(file);
        byte[] longHeader = sound.clone();
        longHeader[7] = 0x7f;
        Files.write(file, longHeader);
        refused(file);
        Files.writeString(file, "x".repeat(300));
        refused(file);
        refused(folder.resolve("missing.safetensors"));
    }

    @Test
    void absurdShapesAreRefused() throws Exception {
        for (String shape : new String[] {"[-1,0]", "[4294967296,4294967296]", "[9223372036854775807,2]", "[\"x\"]"}) {
            String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,0]}}";
            byte[] text = header.getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putLong(text.length).put(text);
            Path file = folder.resolve("absurd.safetensors");
            Files.write(file, bytes.array());
            refused(file);
        }
    }

    private static void refused(Path file) {
        InputException seen = assertThrows(InputException.class, () -> SafetensorsFile.open(file));
        assertTrue(seen.getMessage().contains(file.getFileName().toString()), seen.getMessage());
    }

    @Test
    void aFailedWriteIsReported() {
        Path nowhere = folder.resolve("no-such-folder").resolve("b.safetensors");
        assertThrows(java.io.UncheckedIOException.class, () -> new SafetensorsWriter().write(nowhere));
    }
}
