package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxLibrariesTest {
    @TempDir
    private Path folder;

    /** Another process that loads ONNX Runtime and waits. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(OnnxLibraries.environment().getVersion());
            while (System.in.read() >= 0) {
                // Waits.
            }
        }
    }

    private Process load() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process process = builder.start();
        assertEquals(3, process.inputReader().readLine().split("\\.").length, "a version");
        return process;
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            return files.filter(file -> !file.equals(folder.resolve("tmp")))
                    .filter(file -> file.toString().contains("onnx"))
                    .toList();
        }
    }

    @Test
    void nothingStaysInTheTemporaryFolder() throws Exception {
        Process ends = load();
        ends.getOutputStream().close();
        assertEquals(0, ends.waitFor());
        assertEquals(List.of(), temporary());

        Process killed = load();
        killed.destroyForcibly().waitFor();
        assertEquals(1, temporary().size(), "its folder, and no libraries");
        Files.setLastModifiedTime(temporary().get(0), FileTime.from(Instant.EPOCH));

        Process next = load();
        next.getOutputStream().close();
        assertEquals(0, next.waitFor());
        assertEquals(List.of(), temporary());
        try (Stream<Path> unpacked = Files.walk(folder.resolve("cache/idem"))) {
            assertEquals(2, unpacked.filter(Files::isRegularFile).count());
        }
    }
}
