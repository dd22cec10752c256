package org.idem.verify.doctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of embeddings goes on where it was, and none is believed that is not the very one. */
class EmbeddingCacheTest {
    private static final CacheKey KEY = new CacheKey(5, 3, "a".repeat(64), "b".repeat(64));

    @TempDir
    private Path folder;

    private Path file;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void begin() {
        file = folder.resolve("e.embeddings");
    }

    private EmbeddingCache open(CacheKey key) {
        return EmbeddingCache.open(file, key, notes::add);
    }

    private static float[] unit(int axis) {
        float[] row = new float[3];
        row[axis] = 1;
        return row;
    }

    private void fill(int images) {
        try (EmbeddingCache cache = open(KEY)) {
            for (int i = cache.done(); i < images; i++) {
                cache.add(unit(i % 3), 1);
            }
            cache.flush();
        }
    }

    @Test
    void itGoesOnWhereItWas() {
        fill(2);
        try (EmbeddingCache cache = open(KEY)) {
            assertEquals(2, cache.done());
            cache.add(new float[] {Float.NaN, 0, 0}, 1);
            float[] row = new float[3];
            assertTrue(cache.read(1, row));
            assertArrayEquals(unit(1), row);
            assertFalse(cache.read(2, row));
        }
        // What was not flushed is not counted, though it may be there.
        try (EmbeddingCache cache = open(KEY)) {
            assertEquals(2, cache.done());
        }
        assertEquals(List.of(), notes);
    }

    @Test
    void thatOfAnotherSetOrModelIsRefusedAndStays() throws IOException {
        fill(5);
        byte[] before = Files.readAllBytes(file);
        for (CacheKey other : List.of(
                new CacheKey(5, 3, "c".repeat(64), "b".repeat(64)),
                new CacheKey(6, 3, "a".repeat(64), "b".repeat(64)),
                new CacheKey(5, 3, "a".repeat(64), "c".repeat(64)))) {
            InputException refused = assertThrows(InputException.class, () -> open(other));
            assertTrue(refused.getMessage().contains("other images")
                    || refused.getMessage().contains("another model"));
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        Files.writeString(file, "precious notes of mine");
        assertThrows(InputException.class, () -> open(KEY));
        assertEquals("precious notes of mine", Files.readString(file));
        assertThrows(InputException.class, () -> EmbeddingCache.open(folder, KEY, notes::add));
    }

    @Test
    void aDamagedOneIsMadeAnew() throws IOException {
        fill(5);
        byte[] whole = Files.readAllBytes(file);
        byte[] header = whole.clone();
        header[20] ^= 1;
        for (byte[] damaged : List.of(header, Arrays.copyOf(whole, whole.length - 1), Arrays.copyOf(whole, 60))) {
            notes.clear();
            Files.write(file, damaged);
            try (EmbeddingCache cache = open(KEY)) {
                assertEquals(0, cache.done());
            }
            assertEquals(1, notes.size(), notes.toString());
        }
        byte[] rotten = whole.clone();
        rotten[CacheHeader.BYTES + 3] = 0x7e;
        Files.write(file, rotten);
        try (EmbeddingCache cache = open(KEY)) {
            assertThrows(InputException.class, () -> cache.read(0, new float[3]));
        }
    }

    @Test
    void twoDoNotFillIt() {
        try (EmbeddingCache first = open(KEY)) {
            assertThrows(InputException.class, () -> open(KEY));
            assertEquals(0, first.done());
        }
    }
}
