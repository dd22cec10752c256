package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineInstallationTest {
    private static final long GIB = 1L << 30;

    @Test
    void aFolderOfJarsIsAnEngine(@TempDir Path folder) throws IOException {
        InputException missing = assertThrows(InputException.class, () -> EngineInstallation.ofFolder(folder));
        assertTrue(missing.getMessage().contains("./idem build"), missing.getMessage());
        Files.createFile(folder.resolve("one.jar"));
        List<String> command = EngineInstallation.ofFolder(folder).command("a.Main", List.of("x"), new Memory(8 * GIB));
        assertTrue(command.contains(folder + "/*"));
        assertTrue(command.contains("-Xmx1024m"));
        assertEquals(List.of("a.Main", "x"), command.subList(command.size() - 2, command.size()));
    }

    @Test
    void aFolderThatNoClassPathCanNameIsToldInWords(@TempDir Path folder) throws IOException {
        Path engine = Files.createDirectories(folder.resolve("12:30 engine"));
        Files.createFile(engine.resolve("one.jar"));
        InputException refused = assertThrows(InputException.class, () -> EngineInstallation.ofFolder(engine));
        assertTrue(refused.getMessage().contains("':'"), refused.getMessage());
    }

    @Test
    void thePropertyNamesTheEngine(@TempDir Path folder) {
        String before = System.getProperty("idem.engine");
        System.setProperty("idem.engine", folder.toString());
        try {
            assertThrows(InputException.class, EngineInstallation::locate);
        } finally {
            if (before == null) {
                System.clearProperty("idem.engine");
            } else {
                System.setProperty("idem.engine", before);
            }
        }
    }

    @Test
    void smallMachinesKeepMostOfTheirMemory() {
        Memory small = new Memory(2 * GIB);
        assertEquals(512L << 20, small.heapBytes());
        assertEquals(Long.toString(32L << 20), small.environment().get("MALLOC_TOP_PAD_"));
        assertEquals(Long.toString(GIB / 2), small.environment().get("MALLOC_TRIM_THRESHOLD_"));
        Memory large = new Memory(256 * GIB);
        assertEquals(4 * GIB, large.heapBytes());
        assertEquals(Long.toString(256L << 20), large.environment().get("MALLOC_TOP_PAD_"));
        assertEquals(Long.toString(32 * GIB), large.environment().get("MALLOC_TRIM_THRESHOLD_"));
    }
}
