package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointReadLockTest {
    @TempDir
    private Path folder;

    private CheckpointStore checkpoints;

    /** Another process that reads the latest checkpoint until its input ends. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            try (CheckpointReadLock lock = new CheckpointStore(Path.of(arguments[0])).open("latest")) {
                System.out.println(lock.checkpoint().getFileName());
                while (System.in.read() >= 0) {
                    // Waits.
                }
                System.out.println(Files.readString(lock.checkpoint().resolve("weights")));
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        checkpoints = new CheckpointStore(folder);
        save(5);
    }

    private void save(long step) throws IOException {
        Path staged = checkpoints.stage(step);
        Files.writeString(staged.resolve("weights"), "weights of " + step);
        checkpoints.commit(staged, step);
    }

    private List<Long> steps() {
        return checkpoints.list().stream().map(CheckpointInfo::step).toList();
    }

    @Test
    void whatIsReadStaysUntilItNoLongerIs() throws IOException {
        CheckpointReadLock first = checkpoints.open("latest");
        CheckpointReadLock second = checkpoints.open("5");
        save(10);
        save(15);
        checkpoints.prune(1, info -> false);
        assertEquals(List.of(5L, 15L), steps());
        first.close();
        first.close();
        checkpoints.prune(1, info -> false);
        assertEquals(List.of(5L, 15L), steps(), "one still reads");
        second.close();
        checkpoints.prune(1, info -> false);
        assertEquals(List.of(15L), steps());
        assertThrows(InputException.class, () -> checkpoints.open("5"));
    }

    @Test
    void anotherProcessIsSeen() throws Exception {
        Process reader = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("0000000005", told.readLine());
            save(10);
            checkpoints.prune(1, info -> false);
            assertEquals(List.of(5L, 10L), steps());
            reader.getOutputStream().close();
            assertEquals("weights of 5", told.readLine());
            assertEquals(0, reader.waitFor());
            checkpoints.prune(1, info -> false);
            assertEquals(List.of(10L), steps());
        } finally {
            reader.destroyForcibly();
        }
    }

    @Test
    void aReaderInTheMidstOfSavesAlwaysReadsAWholeOne() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> read = threads.submit(() -> {
                int count = 0;
                while (steps().get(0) < 100) {
                    try (CheckpointReadLock lock = checkpoints.open("latest")) {
                        String text = Files.readString(lock.checkpoint().resolve("weights"));
                        assertTrue(text.startsWith("weights of "), text);
                        count++;
                    }
                }
                return count;
            });
            for (long step = 6; step <= 120; step++) {
                save(step);
                checkpoints.prune(1, info -> false);
            }
            assertTrue(read.get() > 0);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCheckpointOfBeforeIsReadAsItIs() throws IOException {
        Files.delete(folder.resolve("0000000005/read.lock"));
        try (CheckpointReadLock lock = checkpoints.open("best")) {
            save(10);
            checkpoints.prune(1, info -> false);
            assertTrue(Files.exists(lock.checkpoint().resolve("weights")));
        }
        checkpoints.prune(1, info -> false);
        assertFalse(Files.exists(folder.resolve("0000000005")));
    }

    private void save(long step, String text) throws IOException {
        Path staged = checkpoints.stage(step);
        Files.writeString(staged.resolve("weights"), text);
        Files.writeString(staged.resolve("centers"), text);
        checkpoints.commit(staged, step);
    }

    @Test
    void aStepIsSavedAgainWhenNobodyReadsItAnyMore() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            save(5, "first");
            CheckpointReadLock lock = checkpoints.open("5");
            assertEquals("first", Files.readString(lock.checkpoint().resolve("weights")));
            Future<Void> saved = threads.submit(() -> {
                save(5, "second");
                return null;
            });
            // Filled aside: from then on it waits for the reader.
            while (checkpoints.list().isEmpty() || stagedFolders() == 0) {
                Thread.onSpinWait();
            }
            assertEquals("first", Files.readString(lock.checkpoint().resolve("centers")));
            assertFalse(saved.isDone());
            lock.close();
            saved.get();
            try (CheckpointReadLock next = checkpoints.open("5")) {
                assertEquals("second", Files.readString(next.checkpoint().resolve("centers")));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long stagedFolders() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(".part")).count();
        }
    }

    @Test
    void whoReadsAStepThatIsSavedAgainAndAgainNeverMixesTwo() throws Exception {
        save(5, "0");
        Process reader = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Comparer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("begun", told.readLine());
            for (int i = 1; i <= 100; i++) {
                save(5, Integer.toString(i));
            }
            save(5, "end");
            assertEquals("equal", told.readLine());
        } finally {
            reader.destroyForcibly();
        }
    }

    /** Another process that compares two files of one checkpoint, until they say that it is the last. */
    static final class Comparer {
        private Comparer() {}

        public static void main(String[] arguments) throws IOException {
            CheckpointStore store = new CheckpointStore(Path.of(arguments[0]));
            System.out.println("begun");
            String weights = "";
            while (!weights.equals("end")) {
                try (CheckpointReadLock lock = store.open("5")) {
                    weights = Files.readString(lock.checkpoint().resolve("weights"));
                    String centers = Files.readString(lock.checkpoint().resolve("centers"));
                    if (!weights.equals(centers)) {
                        System.out.println(weights + " and " + centers);
                        return;
                    }
                }
            }
            System.out.println("equal");
        }
    }
}
