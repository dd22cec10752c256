package org.idem.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several maps give what one array would. */
class MappedFileTest {

    @Test
    void pieceAcrossMaps(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[10_001];
        new Random(1).nextBytes(bytes);
        Path path = folder.resolve("file");
        Files.write(path, bytes);
        MappedFile file = MappedFile.open(path, 10, 500);
        assertEquals(10_001, file.size());
        for (int at = 0; at + 400 < bytes.length; at += 37) {
            byte[] slice = new byte[400];
            file.slice(at, 400).get(slice);
            assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 400), slice);
            assertEquals(bytes[at], file.get(at));
            int expected =
                    bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
            assertEquals(expected, file.getInt(at));
        }
        assertEquals(0, file.slice(10_001, 0).remaining());
    }
}
