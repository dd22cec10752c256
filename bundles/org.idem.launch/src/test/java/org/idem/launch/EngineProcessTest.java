package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
    @TempDir
    private Path folder;

    private Fixture fixture;
    private RunDirectory run;

    @BeforeEach
    void prepare() {
        fixture = new Fixture(folder);
        run = fixture.run("quick");
    }

    private record Listener(Queue<String> heard, BooleanSupplier cancelled) implements Progress {
        @Override
        public void report(double fraction, Supplier<String> message) {
            heard.add(fraction + " " + message.get());
        }

        @Override
        public boolean isCancelled() {
            return cancelled.getAsBoolean();
        }
    }

    private List<Evaluation> verify(String set, Progress progress) {
        return fixture.launcher()
                .verify(new Request.Verify(run.path(), "latest", List.of(folder.resolve(set)), run.eval()), progress)
                .evaluations();
    }

    @Test
    void progressAndResultComeThrough() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        List<Evaluation> result = verify("a.bin", new Listener(heard, () -> false));
        assertEquals(List.of("0.5 half"), List.copyOf(heard));
        assertEquals(1, result.size());
        assertEquals("a", result.get(0).set());
        assertEquals(0.75, result.get(0).accuracy());
    }

    @Test
    void exportPassesEverythingOn() {
        Path file = folder.resolve("m.onnx");
        Reply.Exported forced = fixture.launcher()
                .export(new Request.Export(run.path(), "best", false, file, true, 300), Progress.NONE);
        assertEquals(folder.resolve("best force"), forced.file());
        assertEquals(300, forced.parity().crops());
        Reply.Exported averaged =
                fixture.launcher().export(new Request.Export(run.path(), "7", true, file, false), Progress.NONE);
        assertEquals(folder.resolve("7 average"), averaged.file());
    }

    @Test
    void refusedInputBecomesTheSameProblems() {
        InputException refused = assertThrows(InputException.class, () -> verify("missing.bin", Progress.NONE));
        Problem problem = new Problem(
                Problem.Severity.ERROR,
                folder.resolve("missing.bin"),
                7,
                3,
                "pairs",
                "There is no such set",
                "give another");
        assertEquals(List.of(problem), refused.problems());
    }

    @Test
    void aFailureSaysItsReason() {
        EngineFailedException failure =
                assertThrows(EngineFailedException.class, () -> verify("failing.bin", Progress.NONE));
        assertEquals(1, failure.exitCode());
        assertEquals("Verification failed (exit code 1):\nthe reason", failure.getMessage());
    }

    @Test
    void aCrashIsToldWithWhatBothStreamsSaidLast() {
        EngineFailedException crash =
                assertThrows(EngineFailedException.class, () -> verify("crashing.bin", Progress.NONE));
        assertEquals(134, crash.exitCode());
        assertTrue(crash.getMessage().contains("crashed with signal 6"), crash.getMessage());
        assertTrue(crash.tail().contains("first line"), crash.tail());
        assertTrue(crash.tail().contains("the crash"), crash.tail());
        EngineFailedException silent =
                assertThrows(EngineFailedException.class, () -> verify("silent.bin", Progress.NONE));
        assertTrue(silent.getMessage().contains("without a result"), silent.getMessage());
    }

    @Test
    void cancelEndsTheProcess() throws Exception {
        Path pid = run.path().resolve("verify.pid");
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        assertThrows(
                CancellationException.class,
                () -> verify("endless.bin", new Listener(heard, () -> heard.contains("0.5 half"))));
        long process = Long.parseLong(Files.readString(pid));
        Fixture.await(
                "the end of the process",
                () -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }
}
