package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFingerprintTest {
    @TempDir
    private Path folder;

    private Path file(String name, int bytes, int changedAt) throws IOException {
        byte[] content = new byte[bytes];
        if (changedAt >= 0) {
            content[changedAt] = 1;
        }
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void equalContentHasTheSameAndOtherContentAnother() throws IOException {
        Optional<String> one = DataFingerprint.of(file("a.rec", 500_000, -1));
        assertEquals(one, DataFingerprint.of(file("b.rec", 500_000, -1)));
        assertNotEquals(one, DataFingerprint.of(file("c.rec", 500_001, -1)));
        assertNotEquals(one, DataFingerprint.of(file("d.rec", 500_000, 10)));
        assertNotEquals(one, DataFingerprint.of(file("e.rec", 500_000, 499_999)));
        assertNotEquals(one, DataFingerprint.of(file("f.rec", 0, -1)));
    }

    @Test
    void aFolderIsKnownByItsNames() throws IOException {
        Files.createDirectories(folder.resolve("set/anna"));
        Optional<String> one = DataFingerprint.of(folder.resolve("set"));
        Files.createDirectories(folder.resolve("set/bert"));
        assertNotEquals(one, DataFingerprint.of(folder.resolve("set")));
    }

    @Test
    void whatCannotBeReadHasNone() {
        assertEquals(Optional.empty(), DataFingerprint.of(folder.resolve("nothing")));
    }
}
