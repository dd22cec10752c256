package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.code.CodeRecord;
import org.idem.run.code.CodeState;
import org.idem.run.code.UntrackedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with runs that are over. */
class RunsCommandsTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private CommandLineFixture idem;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
        run("base", 0.1, 4.5);
        run("wild", 0.4, Double.NaN);
    }

    private void run(String name, double rate, double loss) {
        RunDirectory run = RunDirectory.create(idem.runs(), name, Clock.fixed(BEGAN, ZoneOffset.UTC));
        run.writeConfig("LRScheduler: {learning_rate: " + rate + "}\nModel: {name: IResNet18}\n", Map.of());
        run.writeEnvironment(Map.of("cpu", "x", "images", 480));
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, 1, Map.of("train/loss", 9.0));
            metrics.add(2, 2, Map.of("train/loss", loss));
        }
        run.writeStatus(RunStatus.starting(BEGAN).with(RunStatus.State.DONE, "Done", BEGAN));
    }

    private Outcome runs(String... words) {
        List<String> line = new ArrayList<>(List.of("runs"));
        line.addAll(List.of(words));
        line.addAll(List.of("--runs", idem.runs().toString()));
        return idem.run(line.toArray(String[]::new));
    }

    private List<String> names(Outcome outcome) {
        List<String> names = new ArrayList<>();
        outcome.json().forEach(run -> names.add(run.path("name").asText()));
        return names;
    }

    @Test
    void runsAreAskedForByWhatTheyAre() {
        assertEquals(2, names(runs("--json")).size());
        assertEquals(List.of("20260301-100000-base"), names(runs("--where", "lr<0.2 and loss.last<5", "--json")));
        JsonNode config =
                runs("--where", "lr=0.4", "--config", "--json").json().get(0).path("config");
        assertEquals("IResNet18", config.path("Model.name").asText());
        Outcome wrong = runs("--where", "los<5");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains("\"los\"") && wrong.err().contains("did you mean loss"), wrong.err());
        assertEquals(2, runs("--where", "lr<").exitCode());
    }

    @Test
    void tagsNotesAndTheArchiveAreKept() {
        String base = "20260301-100000-base";
        JsonNode tagged =
                runs("tag", base, "+good", "+seen", "-seen", "-never", "--json").json();
        assertEquals("good", tagged.path("tags").path(0).asText());
        assertEquals(1, tagged.path("tags").size());
        assertEquals(
                "why not",
                runs("note", base, "why not", "--json").json().path("note").asText());
        assertEquals(List.of(base), names(runs("--where", "tag:good and note~why", "--json")));
        assertEquals(2, runs("tag", base, "good").exitCode());

        assertTrue(runs("archive", base, "--json").json().path("archived").asBoolean());
        assertEquals(List.of("20260301-100000-wild"), names(runs("--json")));
        assertEquals(2, names(runs("--all", "--json")).size());
        runs("archive", base, "--undo");
        assertEquals(2, names(runs("--json")).size());
    }

    @Test
    void aRunIsShownWithEveryPointItHas() {
        JsonNode shown = runs("show", "20260301-100000-base", "--json").json();
        assertEquals(4.5, shown.at("/metrics/train~1loss/last").asDouble());
        assertEquals(4.5, shown.at("/metrics/train~1loss/best").asDouble());
        assertEquals(2, shown.at("/metrics/train~1loss/points").asInt());
        assertEquals(480, shown.at("/provenance/environment/images").asInt());
        JsonNode points = runs("show", "20260301-100000-wild", "--metric", "loss", "--json")
                .json();
        assertEquals("train/loss", points.path("tag").asText());
        assertEquals(9, points.at("/points/0/2").asDouble());
        assertEquals("NaN", points.at("/points/1/2").asText());
        assertEquals(2, runs("show", "20260301-100000-wild", "--metric", "no").exitCode());
    }

    @Test
    void runsAreComparedAndRenamed() {
        JsonNode diff = runs("diff", "20260301-100000-base", "20260301-100000-wild", "--json")
                .json();
        assertEquals(1, diff.path("config").size());
        assertEquals("LRScheduler.learning_rate", diff.at("/config/0/key").asText());
        assertEquals("0.4", diff.at("/config/0/values/1").asText());
        assertTrue(diff.path("environment").isEmpty() && diff.path("data").isEmpty());
        assertEquals("[\"\",\"\"]", diff.at("/code/commits").toString());
        assertEquals("", diff.at("/code/patch").asText("none"));
        JsonNode renamed =
                runs("rename", "20260301-100000-wild", "tame", "--json").json();
        assertEquals("20260301-100000-tame", renamed.path("name").asText());
        assertEquals(2, runs("rename", "20260301-100000-tame", "base").exitCode());
    }

    @Test
    void theCodeOfRunsIsCompared() {
        RunDirectory base = RunDirectory.open(idem.runs().resolve("20260301-100000-base"));
        RunDirectory wild = RunDirectory.open(idem.runs().resolve("20260301-100000-wild"));
        String patch = "diff --git a/x.py b/x.py\n-a\n+b\n";
        CodeRecord.write(base, new CodeState("c1", "main", "", "", List.of(), true));
        CodeRecord.write(
                wild, new CodeState("c2", "main", patch, "p", List.of(new UntrackedFile("n.py", 3, "h")), true));
        JsonNode diff = runs("diff", base.name(), wild.name(), "--json").json();
        assertEquals("[\"c1\",\"c2\"]", diff.at("/code/commits").toString());
        assertTrue(diff.at("/code/patch").asText().contains("-a\n+b"), diff.toString());
        assertEquals("n.py", diff.at("/code/untracked/0/path").asText());
        assertTrue(diff.at("/code/untracked/0/values/0").isNull());
        String said = runs("diff", base.name(), wild.name()).out();
        assertTrue(said.contains("commit: c1 | c2") && said.contains("n.py: – | h"), said);
        JsonNode shown = runs("show", wild.name(), "--json").json();
        assertEquals("x.py", shown.at("/provenance/code/changed").asText());
        assertTrue(shown.at("/provenance/command_line").asText().startsWith("./idem train -c "));
    }

    @Test
    void logsOfOthersBecomeRunsOnce() throws IOException {
        Path log = Files.writeString(folder.resolve("old.csv"), "step,loss\n1,5\n2,4\n");
        JsonNode first = runs("import", log.toString(), "--json").json().at("/runs/0");
        assertEquals(2, first.path("points").asInt());
        assertEquals(1, first.path("tags").asInt());
        assertEquals(0, first.path("skipped").asInt());
        assertTrue(Files.isDirectory(Path.of(first.path("path").asText())), first.toString());
        Outcome again = runs("import", log.toString());
        assertEquals(0, again.exitCode());
        assertTrue(again.out().contains("was imported before"), again.out());
        assertEquals(
                List.of(first.path("name").asText()), names(runs("--where", "loss.best<4.5 and loss.max=5", "--json")));
        assertEquals(2, runs("import", folder.resolve("missing").toString()).exitCode());
    }
}
