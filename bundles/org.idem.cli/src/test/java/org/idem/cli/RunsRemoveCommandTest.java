package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.run.LaunchedProcess;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsRemoveCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
    }

    private RunDirectory run(String name) {
        RunDirectory run = RunDirectory.create(idem.runs(), name, Clock.systemDefaultZone());
        run.writeConfig("Global: {}\n", Map.of());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(RunStatus.State.DONE, "Done", now));
        return run;
    }

    private Outcome answered(String answer, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console =
                new Console(new PrintWriter(out, true), new PrintWriter(err, true), true, new StringReader(answer));
        return new Outcome(idem.run(console, words), out.toString(), err.toString());
    }

    @Test
    void nobodyWhoCanBeAskedIsNoYes() {
        RunDirectory run = run("a");
        Outcome refused = idem.run("runs", "rm", run.path().toString());
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("--yes"), refused.err());
        assertTrue(Files.exists(run.path()));
    }

    @Test
    void theAnswerCounts() {
        RunDirectory run = run("a");
        Outcome kept = answered("n\n", "runs", "rm", run.path().toString());
        assertEquals(130, kept.exitCode());
        assertTrue(kept.err().contains("Move " + run.name() + " to the trash? [y/N]"), kept.err());
        assertEquals(130, answered("", "runs", "rm", run.path().toString()).exitCode());
        assertTrue(Files.exists(run.path()));
        assertEquals(0, answered("y\n", "runs", "rm", run.path().toString()).exitCode());
        assertFalse(Files.exists(run.path()));
    }

    @Test
    void programsLearnWhereItIs() {
        RunDirectory first = run("a");
        RunDirectory second = run("b");
        RunDirectory third = run("c");
        String runs = idem.runs().toString();
        JsonNode one = idem.run("runs", "rm", first.name(), "--runs", runs, "--yes", "--json")
                .json();
        assertEquals(first.name(), one.path("name").asText());
        assertEquals("done", one.path("state").asText());
        assertTrue(Files.isDirectory(Path.of(one.path("moved_to").asText())));
        JsonNode both = idem.run("runs", "rm", second.name(), third.name(), "--runs", runs, "--yes", "--json")
                .json();
        assertEquals(2, both.size());
        assertEquals(0, idem.run("runs", "--runs", runs, "--json").json().size());
    }

    @Test
    void oneThatIsTrainedKeepsAll() {
        RunDirectory ended = run("a");
        RunDirectory live = run("b");
        live.writeStatus(RunStatus.starting(Instant.now()));
        live.writeLaunched(LaunchedProcess.here(ProcessHandle.current().pid(), Instant.now()));
        Outcome refused =
                idem.run("runs", "rm", ended.path().toString(), live.path().toString(), "--yes");
        assertEquals(2, refused.exitCode(), refused.err());
        assertTrue(Files.exists(ended.path()));
        assertTrue(Files.exists(live.path()));
    }

    @Test
    void whatIsLeftOfACreationIsToldAndGoes() throws IOException {
        Path husk = Files.createDirectories(idem.runs().resolve("20260131-120000-husk/metrics"))
                .getParent();
        String runs = idem.runs().toString();
        Outcome listed = idem.run("runs", "--runs", runs);
        assertTrue(listed.out().contains("20260131-120000-husk"), listed.out());
        assertTrue(listed.err().contains("creation was cut short"), listed.err());
        JsonNode told = idem.run("runs", "--runs", runs, "--json").json().get(0);
        assertTrue(told.path("message").asText().contains("idem runs rm"), told.toString());
        assertEquals(
                0,
                idem.run("runs", "rm", "20260131-120000-husk", "--runs", runs, "--yes")
                        .exitCode());
        assertFalse(Files.exists(husk));
    }
}
