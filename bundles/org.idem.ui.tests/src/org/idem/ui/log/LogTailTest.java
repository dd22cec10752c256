package org.idem.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following a file that grows. */
class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void givesWholeLinesOnce() throws IOException {
        Path file = folder.resolve("train.log");
        LogTail tail = new LogTail(file);
        assertEquals("", tail.poll());
        Files.writeString(file, "one\ntw");
        assertEquals("one\n", tail.poll());
        assertEquals("", tail.poll());
        Files.writeString(file, "o\nthree\n", StandardOpenOption.APPEND);
        assertEquals("two\nthree\n", tail.poll());
    }

    @Test
    void beginsNearTheEndOfALongFile() throws IOException {
        Path file = folder.resolve("train.log");
        Files.writeString(file, "a line of the log\n".repeat(100_000) + "last\n");
        String first = new LogTail(file).poll();
        assertTrue(first.length() < 1 << 19);
        assertTrue(first.startsWith("a line"));
        assertTrue(first.endsWith("last\n"));
    }
}
