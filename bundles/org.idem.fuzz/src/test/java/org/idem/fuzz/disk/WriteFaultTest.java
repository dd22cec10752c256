package org.idem.fuzz.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.idem.fuzz.disk.WriteFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is written ends where it is said to end. */
class WriteFaultTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private Path folder;

    private Path path(WriteFault fault) {
        return FaultyFileSystemProvider.path(folder, fault);
    }

    /** Six points: a folder, a file, its bytes, its new name, another file without bytes, its end. */
    private static void work(Path in) throws IOException {
        Path made = Files.createDirectory(in.resolve("made"));
        Files.write(made.resolve("part"), BYTES);
        Files.move(made.resolve("part"), made.resolve("whole"), StandardCopyOption.ATOMIC_MOVE);
        Files.createFile(made.resolve("other"));
        Files.delete(made.resolve("other"));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file) + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void withoutAFaultFilesAreAsEverAndPointsAreCounted() throws IOException {
        WriteFault none = WriteFault.none(folder);
        work(path(none));
        assertEquals(6, none.points());
        assertFalse(none.hasHappened());
        assertEquals(List.of("made/whole 8"), left());
        work(FaultyFileSystemProvider.path(Files.createDirectory(folder.resolve("below")), none));
        assertEquals(12, none.points());
    }

    @Test
    void aCrashLeavesWhatWasThereAndHalfOfTheWrite() throws IOException {
        List<List<String>> expected = List.of(
                List.of(),
                List.of(),
                List.of("made/part 4"),
                List.of("made/part 8"),
                List.of("made/whole 8"),
                List.of("made/other 0", "made/whole 8"));
        for (int at = 0; at < expected.size(); at++) {
            WriteFault crash = new WriteFault(folder, Kind.CRASH, at);
            assertThrows(IOException.class, () -> work(path(crash)));
            assertTrue(crash.hasHappened());
            assertEquals(expected.get(at), left(), "point " + at);
            assertThrows(IOException.class, () -> Files.createFile(path(crash).resolve("more")));
            clear();
        }
    }

    private void clear() throws IOException {
        for (String name : List.of("made/part", "made/whole", "made/other", "made")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    @Test
    void aFullDiskLetsFilesBeRenamedAndDeleted() throws IOException {
        WriteFault full = new WriteFault(folder, Kind.FULL, 3);
        IOException seen = assertThrows(IOException.class, () -> work(path(full)));
        assertEquals("No space left on device", seen.getMessage());
        assertEquals(List.of("made/whole 8"), left());
        Path whole = path(full).resolve("made/whole");
        Files.move(whole, whole.resolveSibling("renamed"));
        Files.delete(whole.resolveSibling("renamed"));
        assertThrows(IOException.class, () -> Files.write(path(full).resolve("made/again"), BYTES));
        assertEquals(List.of(), left());
    }

    @Test
    void otherFoldersAreLeftAlone() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        WriteFault crash = new WriteFault(folder.resolve("watched"), Kind.CRASH, 0);
        Files.write(FaultyFileSystemProvider.path(other, crash).resolve("file"), BYTES);
        assertEquals(0, crash.points());
    }
}
