package org.idem.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzerTest {
    private static final byte[] SOUND =
            "name: a value\nlist: [1, 2, 3]\nnumber: 44\n".repeat(20).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private List<Finding> findings(FuzzTarget.Reader reader) {
        return findings(reader, Duration.ofMinutes(5));
    }

    private List<Finding> findings(FuzzTarget.Reader reader, Duration patience) {
        FuzzTarget target =
                new FuzzTarget("sample", Map.of("in/f", SOUND), List.of(UncheckedIOException.class), reader);
        return new Fuzzer(folder, 5, patience).run(target, 100);
    }

    private static boolean isSound(Path folder) throws IOException {
        Path file = folder.resolve("in/f");
        return Files.isRegularFile(file)
                && new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .equals(new String(SOUND, StandardCharsets.UTF_8));
    }

    @Test
    void whatIsDocumentedAndNamesTheFileIsAnAnswer() throws IOException {
        assertEquals(List.of(), findings(read -> {
            if (!isSound(read)) {
                throw new UncheckedIOException("Cannot read " + read.resolve("in/f"), new IOException("no"));
            }
        }));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void anythingElseIsAFindingOfItsKind() {
        List<Finding> undocumented = findings(read -> {
            if (!isSound(read)) {
                throw new IllegalArgumentException("f");
            }
        });
        assertEquals(1, undocumented.size());
        assertTrue(undocumented.get(0).toString().contains("IllegalArgumentException"), undocumented::toString);
        List<Finding> nameless = findings(read -> {
            if (!isSound(read)) {
                throw new UncheckedIOException("Something", new IOException("no"));
            }
        });
        assertTrue(nameless.get(0).fault().startsWith("names no file"), nameless::toString);
    }

    @Test
    void memoryAndTimeAreFindings() {
        List<Finding> large = findings(read -> {
            for (int i = 0; i < 100 && !isSound(read); i++) {
                assertEquals(1 << 23, new byte[1 << 23].length);
            }
        });
        assertTrue(large.get(0).fault().contains("bytes of memory"), large::toString);
        List<Finding> endless = findings(
                read -> {
                    while (!isSound(read) && !Thread.currentThread().isInterrupted()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                },
                Duration.ofMillis(500));
        assertTrue(endless.get(0).fault().startsWith("hangs"), endless::toString);
    }

    @Test
    void aReaderThatRefusesEverythingIsNotTried() {
        assertThrows(
                IllegalStateException.class,
                () -> findings(read -> {
                    throw new UncheckedIOException("in/f", new IOException("no"));
                }));
    }

    @Test
    void damagesFollowFromTheSeed() {
        Mutator one = new Mutator(9);
        Mutator same = new Mutator(9);
        Set<String> different = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            byte[] damaged = one.mutate(SOUND);
            assertArrayEquals(damaged, same.mutate(SOUND));
            assertTrue(damaged.length <= SOUND.length + (1 << 20));
            different.add(new String(damaged, StandardCharsets.ISO_8859_1));
        }
        assertTrue(different.size() > 400, different.size() + " different ones");
        assertFalse(new Mutator(10).mutate(new byte[0]).length > 1 << 20);
    }
}
