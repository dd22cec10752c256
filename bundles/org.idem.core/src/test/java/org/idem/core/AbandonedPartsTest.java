package org.idem.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedPartsTest {
    @TempDir
    private Path folder;

    /** Another process that begins to write and waits to be killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            AtomicFiles.stageDirectory(target.resolveSibling("folder"));
            AtomicFiles.write(target, out -> {
                out.write(new byte[1 << 20]);
                out.flush();
                System.out.println("begun");
                while (System.in.read() >= 0) {
                    // Waits.
                }
            });
        }
    }

    private List<Path> parts() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatALiveOneWritesStays() throws Exception {
        Path target = folder.resolve("model.onnx");
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals("begun", writer.inputReader().readLine());
            Path staged = AtomicFiles.stageDirectory(folder.resolve("own"));
            AbandonedParts.clearAll(folder);
            assertEquals(3, parts().size(), "all are being written");
            writer.destroyForcibly().waitFor();
            AbandonedParts.clear(folder.resolve("model"));
            assertEquals(3, parts().size(), "none is of this name");
            AbandonedParts.clear(target);
            assertEquals(2, parts().size());
            AbandonedParts.clearAll(folder);
            assertEquals(List.of(staged), parts());
        } finally {
            writer.destroyForcibly();
        }
    }

    @Test
    void aNumberThatWasGivenAnewIsNotTheWriter() throws IOException {
        Path part = Files.writeString(AtomicFiles.aside(folder.resolve("a")), "half");
        AbandonedParts.clearAll(folder);
        assertTrue(Files.exists(part));
        Files.setLastModifiedTime(part, FileTime.from(Instant.EPOCH));
        AbandonedParts.clearAll(folder);
        assertFalse(Files.exists(part));
    }

    @Test
    void partsOfOtherMachinesAndOfTheUserStay() throws IOException {
        String own = AtomicFiles.aside(folder.resolve("a")).getFileName().toString();
        String dead = "7fffffff";
        String machine = own.substring(3, 11).equals("00000000") ? "00000001" : "00000000";
        for (String name : List.of(
                ".a." + machine + "-" + dead + "-00000000.part",
                "a.part",
                ".a.part",
                ".a.1f2e.part",
                "film.avi.part",
                ".a." + own.substring(3, 11) + "-" + dead + "-00000000.parts")) {
            Files.writeString(folder.resolve(name), "of somebody");
        }
        Path dies = Files.writeString(
                folder.resolve(".a." + own.substring(3, 11) + "-" + dead + "-00000000.part"), "of a dead process");
        AbandonedParts.clearAll(folder);
        assertFalse(Files.exists(dies));
        try (var files = Files.list(folder)) {
            assertEquals(6, files.count());
        }
        AbandonedParts.clearAll(folder.resolve("nowhere"));
    }
}
