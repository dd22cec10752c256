package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.Test;

class UiUpdateQueueTest extends UiTest {
    @Test
    void onlyTheLatestUpdateOfASourceRuns() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int value = i;
            updates.postLatest("source", () -> seen.add(value));
        }
        until("the update ran", () -> !seen.isEmpty());
        assertEquals(List.of(999), seen);
    }

    @Test
    void updatesFromManyThreadsAllEndOnTheUiThread() throws InterruptedException {
        AtomicInteger wrongThread = new AtomicInteger();
        List<Object> sources = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            Thread thread = new Thread(() -> updates.postLatest(number, () -> {
                wrongThread.addAndGet(display.getThread() == Thread.currentThread() ? 0 : 1);
                sources.add(number);
            }));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        until("all four sources ran", () -> sources.size() == 4);
        assertEquals(0, wrongThread.get());
    }

    @Test
    void framesKeepTheirDistance() {
        List<Long> frames = new ArrayList<>();
        Runnable again = new Runnable() {
            @Override
            public void run() {
                frames.add(System.nanoTime());
                updates.postLatest("source", this);
            }
        };
        updates.postLatest("source", again);
        until("four frames ran", () -> frames.size() >= 4);
        updates.postLatest("source", () -> {});
        long least = Duration.ofMillis(90).toNanos();
        for (int i = 2; i < frames.size(); i++) {
            assertTrue(frames.get(i) - frames.get(i - 1) >= least, "frames in a burst");
        }
    }

    @Test
    void aDisposedWidgetIsNotUpdated() {
        Label label = new Label(shell, SWT.NONE);
        AtomicInteger ran = new AtomicInteger();
        updates.postLatest(label, ran::incrementAndGet);
        label.dispose();
        updates.postLatest("later", () -> ran.addAndGet(100));
        until("the later source ran", () -> ran.get() >= 100);
        assertEquals(100, ran.get());
    }

    @Test
    void oneFailureDoesNotCostTheOthersTheirFrame() {
        AtomicInteger ran = new AtomicInteger();
        updates.postLatest("bad", () -> {
            throw new IllegalStateException("broken update");
        });
        updates.postLatest("good", ran::incrementAndGet);
        // SWT may wrap it, according to the way by which the frame came.
        RuntimeException failure =
                assertThrows(RuntimeException.class, () -> until("the good source ran and more", () -> ran.get() == 2));
        assertTrue(failure.getMessage().contains("broken update"), failure.getMessage());
        assertEquals(1, ran.get());
    }

    @Test
    void repetitionEndsWithItsOwner() {
        Label label = new Label(shell, SWT.NONE);
        AtomicInteger ran = new AtomicInteger();
        updates.runEvery(Duration.ofMillis(5), label, ran::incrementAndGet);
        until("it ran three times", () -> ran.get() >= 3);
        label.dispose();
        int before = ran.get();
        AtomicInteger frames = new AtomicInteger();
        updates.postLatest("a", frames::incrementAndGet);
        until("a frame passed", () -> frames.get() == 1);
        updates.postLatest("a", frames::incrementAndGet);
        until("two frames passed", () -> frames.get() == 2);
        assertEquals(before, ran.get());
    }

    @Test
    void nothingElseInThisBundleCallsTheDisplayLater() throws IOException {
        Path sources = Path.of("..", "org.idem.ui.widgets", "src");
        List<Path> callers;
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> all = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertFalse(all.isEmpty());
            callers = all.stream()
                    .filter(f -> read(f).matches("(?s).*\\b(asyncExec|syncExec|timerExec)\\(.*"))
                    .map(Path::getFileName)
                    .toList();
        }
        assertEquals(List.of(Path.of("UiUpdateQueue.java")), callers);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
