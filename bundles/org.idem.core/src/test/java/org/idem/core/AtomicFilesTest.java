package org.idem.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void replacesAFileWhole() throws IOException {
        Path file = folder.resolve("status.json");
        AtomicFiles.write(file, "one");
        AtomicFiles.write(file, "two");
        assertEquals("two", Files.readString(file));
        assertEquals(List.of("status.json"), names());
    }

    @Test
    void keepsTheOldFileWhenTheWriterFails() throws IOException {
        Path file = folder.resolve("model.bin");
        AtomicFiles.write(file, "good");
        assertThrows(
                UncheckedIOException.class,
                () -> AtomicFiles.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }));
        assertEquals("good", Files.readString(file));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void commitsAStagedFolder() throws IOException {
        Path target = folder.resolve("000010");
        Path staged = AtomicFiles.stageDirectory(target);
        Files.writeString(staged.resolve("a"), "x");
        AtomicFiles.commitDirectory(staged, target);
        assertEquals("x", Files.readString(target.resolve("a")));
        AtomicFiles.deleteTree(target);
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
