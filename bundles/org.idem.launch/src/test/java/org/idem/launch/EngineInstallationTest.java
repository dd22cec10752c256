package org.idem.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void trainersAloneHaveTheModuleOfTheirKernels(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("one.jar"));
        EngineInstallation engine = EngineInstallation.ofFolder(folder);
        List<String> trainer = engine.command(EngineInstallation.TRAINER, List.of(), new Memory(8 * GIB));
        assertEquals("jdk.incubator.vector", trainer.get(trainer.indexOf("--add-modules") + 1));
        assertFalse(engine.command("a.Main", List.of(), new Memory(8 * GIB)).contains("--add-modules"));
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

    /** Prints the files of the folder that it is started in, and whether they are there under the names that it read. */
    static final class Lister {
        private Lister() {}

        public static void main(String[] arguments) throws IOException {
            try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
                files.map(file -> file.getFileName().toString()).forEach(name -> {
                    byte[] line = (name + " " + Files.exists(Path.of(arguments[0], name)) + "\n").getBytes(UTF_8);
                    System.out.writeBytes(line);
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LC_ALL, C",
        "LC_ALL, POSIX",
        "LANG, C",
        "LC_CTYPE, ''",
        "LC_ALL, tr_TR.ISO-8859-9",
        "LC_ALL, zh_XX.UTF-8",
        "LC_ALL, C.UTF-8"
    })
    void processesNameFilesInAnyLetters(String variable, String locale, @TempDir Path scratch) throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this process can name the folder itself");
        Path folder = Files.createDirectory(scratch.resolve("人脸"));
        Files.createFile(folder.resolve("éü.jpg"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
        environment.put(variable, locale);
        EngineInstallation.useUtf8(environment);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = EngineInstallation.ofClassPath(classPath)
                .command(Lister.class.getName(), List.of("."), new Memory(2 * GIB));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals("éü.jpg true\n", printed);
        assertEquals(0, process.waitFor());
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
