package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

    private JsonNode verify(String set, Progress progress) {
        return fixture.launcher().verify(run, "latest", List.of(folder.resolve(set)), progress);
    }

    @Test
    void progressAndResultComeThrough() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        JsonNode result = verify("a.bin", new Listener(heard, () -> false));
        assertEquals("a.bin", result.at("/sets/0/name").asText());
        assertEquals(List.of("0.5 half", "1.0 all"), List.copyOf(heard));
    }

    @Test
    void exportPassesEverythingOn() {
        JsonNode result = fixture.launcher().export(run, "best", folder.resolve("m.onnx"), true, Progress.NONE);
        String words = result.path("file").asText();
        assertTrue(words.contains("--checkpoint best"), words);
        assertTrue(words.endsWith("m.onnx --force"), words);
        JsonNode careful = fixture.launcher().export(run, "best", folder.resolve("m.onnx"), Progress.NONE);
        assertFalse(careful.path("file").asText().contains("--force"));
        assertFalse(careful.path("file").asText().contains("--average"));
        JsonNode averaged =
                fixture.launcher().export(run, "best", folder.resolve("m.onnx"), false, true, Progress.NONE);
        assertTrue(averaged.path("file").asText().endsWith("m.onnx --average"));
    }

    @Test
    void refusedInputBecomesProblemsAgain() {
        InputException refused = assertThrows(InputException.class, () -> verify("missing.bin", Progress.NONE));
        assertEquals(1, refused.problems().size());
        Problem problem = refused.problems().get(0);
        assertEquals(folder.resolve("missing.bin"), problem.file());
        assertEquals(7, problem.line());
        assertTrue(problem.message().startsWith("There is no such set"));
    }

    @Test
    void aFailureCarriesTheLastLines() {
        WorkerFailedException failure =
                assertThrows(WorkerFailedException.class, () -> verify("broken.bin", Progress.NONE));
        assertEquals(1, failure.exitCode());
        assertEquals("first line\nthe reason", failure.tail());
        assertTrue(failure.getMessage().contains("the reason"));
    }

    @Test
    void cancelEndsTheWorker() throws Exception {
        Path pid = run.path().resolve("verify.pid");
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        assertThrows(
                CancellationException.class,
                () -> verify("endless.bin", new Listener(heard, () -> heard.contains("1.0 all"))));
        long process = Long.parseLong(Files.readString(pid));
        Fixture.await(
                "the worker's end",
                () -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }
}
