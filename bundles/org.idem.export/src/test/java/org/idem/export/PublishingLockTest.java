package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingLockTest {
    @TempDir
    private Path folder;

    /** Another process that writes two files under the lock, again and again. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("begun");
            publish(Path.of(arguments[0]), "theirs");
        }
    }

    private static void publish(Path model, String whose) throws IOException {
        for (int i = 0; i < 200; i++) {
            PublishingLock lock = PublishingLock.of(model);
            try {
                Files.writeString(model, whose);
                Files.writeString(model.resolveSibling("card"), whose);
                assertEquals(whose, Files.readString(model));
            } finally {
                lock.close();
            }
        }
    }

    @Test
    void filesOfTwoProcessesAndThreadsAreNotMixed() throws Exception {
        Path model = folder.resolve("model");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Publisher.class.getName(),
                        model.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("begun", told.readLine());
            Future<?> first = threads.submit(() -> publishing(model, "ours"));
            Future<?> second = threads.submit(() -> publishing(model, "mine"));
            first.get();
            second.get();
            assertEquals(0, other.waitFor());
            assertEquals(Files.readString(model), Files.readString(folder.resolve("card")));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(2, files.count(), "no lock is left behind");
            }
        } finally {
            threads.shutdownNow();
            other.destroyForcibly();
        }
    }

    private static Void publishing(Path model, String whose) throws IOException {
        publish(model, whose);
        return null;
    }

    @Test
    void aLockThatWasLeftBehindIsTaken() throws IOException {
        Path model = folder.resolve("model");
        Path left = Files.writeString(folder.resolve(".model.lock"), "killed");
        PublishingLock lock = PublishingLock.of(model);
        assertTrue(Files.exists(left));
        lock.close();
        assertFalse(Files.exists(left));
    }
}
