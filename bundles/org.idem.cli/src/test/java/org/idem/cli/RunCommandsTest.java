package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandsTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;
    private String runs;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
        runs = idem.runs().toString();
        idem.drawFaces(64);
    }

    private Outcome train(String name, String... more) {
        List<String> words = new ArrayList<>(idem.overrides(name));
        words.addAll(List.of(more));
        return idem.run(List.of("train", "-c", CommandLineFixture.quickstart().toString()), words);
    }

    private RunDirectory onlyRun() {
        return new RunCatalog(idem.runs()).scan().get(0).run();
    }

    @Test
    void callsOfPlscWork() {
        List<String> config =
                new ArrayList<>(List.of("-c", CommandLineFixture.quickstart().toString()));
        config.addAll(idem.overrides("plsc"));
        Outcome nothing = idem.run(List.of("eval"), config);
        assertEquals(2, nothing.exitCode());
        assertTrue(nothing.err().contains("The config names no weights"), nothing.err());
        assertEquals(0, train("first").exitCode());
        config.addAll(List.of("-o", "Global.pretrained_model=" + onlyRun().path()));
        Outcome verified = idem.run(List.of("eval", "--json"), config);
        assertEquals(0, verified.exitCode(), verified.err());
        assertEquals("verify", verified.json().at("/sets/0/name").asText());
        Path model = folder.resolve("plsc.onnx");
        config.addAll(List.of("-o", "FP16.level=O0", "-o", "Model.data_format=NCHW"));
        Outcome exported = idem.run(List.of("export", "--out", model.toString()), config);
        assertEquals(0, exported.exitCode(), exported.err());
        assertEquals(2, idem.run("export", "--out", model.toString()).exitCode());
    }

    @Test
    void aSetIsLookedAtWithAModel() {
        String set = idem.faces().resolve("train.rec").toString();
        Outcome outcome = idem.run("data", "doctor", set, "--with", set, "--model", "r50", "--split", "0.5", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals(64, json.path("images").asInt());
        assertEquals(4, json.path("identities").asInt());
        assertEquals(
                "{\"kind\":\"split-identity\",\"identities\":[1,2],\"keys\":[\"5\",\"9\"],\"score\":0.75,"
                        + "\"message\":\"They are one\"}",
                json.path("findings").get(0).toString());
        assertEquals(0.5, json.at("/thresholds/split").asDouble());
        assertTrue(json.at("/thresholds/overlap").isNull());
        assertEquals(set + ".findings.json", json.path("file").asText());
        assertEquals("option", json.at("/input/from").asText());
        Outcome told = idem.run("data", "doctor", set, "--with", set, "--model", "r50", "--split", "0.5");
        assertTrue(told.out().contains("split-identity: They are one"), told.out());
        assertTrue(told.out().contains("64 images, 4 identities, 3 findings; 1 cannot be read"), told.out());
        assertTrue(told.err().contains("note: something is unusual"), told.err());
        assertTrue(told.err().contains("3 of the kind split-identity, the surest 1 are told"), told.err());
        assertEquals(2, idem.run("data", "doctor", set).exitCode());
    }

    @Test
    void picturesAreEmbeddedAndCompared() {
        String model = idem.faces().resolve("train.rec").toString();
        String out = folder.resolve("e.npy").toString();
        Outcome embedded = idem.run("embed", model, "a.jpg", "b.jpg", "c.jpg", "--out", out, "--flip", "--json");
        assertEquals(0, embedded.exitCode(), embedded.err());
        assertEquals(out, embedded.json().path("file").asText());
        assertEquals(2, embedded.json().path("images").asInt());
        assertEquals(512, embedded.json().path("dim").asInt());
        assertEquals("half-jpeg", embedded.json().at("/skipped/0/kind").asText());
        assertEquals("bgr", embedded.json().at("/input/color").asText());
        Outcome compared = idem.run("compare", model, "a.jpg", "b.jpg", "--far", "1e-4", "--json");
        assertEquals(0, compared.exitCode(), compared.err());
        assertEquals(0.25, compared.json().path("score").asDouble());
        assertEquals(0.5, compared.json().path("threshold").asDouble());
        assertEquals(1e-4, compared.json().path("far").asDouble());
        assertEquals(false, compared.json().path("same").asBoolean(true));
        Outcome told = idem.run("compare", model, "a.jpg", "b.jpg", "--threshold", "0.2");
        assertEquals("one person: cosine 0.2500, threshold 0.2000", told.out().strip());
        assertTrue(told.err().contains("taken as aligned face crops"), told.err());
        assertEquals(2, idem.run("embed", model, "--out", out).exitCode());
    }

    @Test
    void whatIsNoModelIsToldByItsName() {
        String set = CommandLineFixture.quickstart().toString();
        Outcome file = idem.run("verify", "nothing.onnx", "--on", set);
        assertEquals(2, file.exitCode());
        assertTrue(file.err().contains("There is no file 'nothing.onnx'"), file.err());
        Outcome run = idem.run("verify", "nothing", "--runs", folder.toString(), "--on", set);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("There is no run 'nothing'"), run.err());
        Outcome mean = idem.run("verify", set, "--on", set, "--model", "r50", "--mean", "half");
        assertEquals(2, mean.exitCode());
        assertTrue(mean.err().contains("'half' is no number"), mean.err());
    }

    @Test
    void aRunIsTrainedListedVerifiedExportedAndReported() throws IOException {
        Outcome trained = train("quick", "--json");
        assertEquals(0, trained.exitCode(), trained.err());
        JsonNode end = trained.json();
        assertEquals("done", end.path("state").asText());
        assertEquals(3, end.path("step").asInt());
        assertEquals(1, end.path("epoch").asInt());
        assertEquals(onlyRun().path().toString(), end.path("run").asText());

        JsonNode listed = idem.run("runs", "--runs", runs, "--json").json().get(0);
        assertEquals(onlyRun().name(), listed.path("name").asText());
        assertEquals("done", listed.path("state").asText());
        assertEquals(2.5, listed.at("/metrics/loss").asDouble());

        String set = idem.faces().resolve("verify.bin").toString();
        Outcome verified = idem.run("verify", "latest", "--runs", runs, "--on", set, "--json");
        assertEquals(0, verified.exitCode(), verified.err());
        JsonNode first = verified.json().path("sets").get(0);
        assertEquals("verify", first.path("name").asText());
        assertEquals(0.75, first.path("accuracy").asDouble());
        assertEquals(0.02, first.path("accuracy_std").asDouble());
        assertEquals(0.5, first.path("tar").path("1e-3").path("value").asDouble());
        JsonNode beyond = first.path("tar").path("1e-4");
        for (String number : List.of("value", "low", "high", "threshold")) {
            assertTrue(beyond.path(number).isNull(), number);
        }
        assertEquals(10_000, beyond.path("needs").asLong());
        assertEquals(3000, beyond.path("has").asLong());
        JsonNode input = verified.json().path("input");
        assertEquals(
                "{\"size\":112,\"color\":\"bgr\",\"mean\":0.5,\"std\":[0.5,0.25,0.5],\"from\":\"option\"}",
                input.toString());
        Outcome told = idem.run("verify", "latest", "--runs", runs, "--on", set);
        assertTrue(told.out().contains("1e-4 not measurable: needs 10,000 impostor pairs, has 3,000"), told.out());

        Path model = folder.resolve("model.onnx");
        Outcome exported = idem.run("export", onlyRun().path().toString(), "--out", model.toString(), "--json");
        assertEquals(0, exported.exitCode(), exported.err());
        assertEquals(256, exported.json().path("crops").asInt());
        assertEquals(
                2,
                idem.run("export", "latest", "--runs", runs, "--out", model.toString())
                        .exitCode());
        assertEquals(
                0,
                idem.run("export", "latest", "--runs", runs, "--out", model.toString(), "--force")
                        .exitCode());

        Outcome reported = idem.run("report", onlyRun().name().substring(0, 15), "--runs", runs);
        assertEquals(0, reported.exitCode(), reported.err());
        assertTrue(Files.exists(onlyRun().reportFile()));
        assertEquals(2, idem.run("stop", "latest", "--runs", runs).exitCode(), "nobody trains it");
        String oldest = onlyRun().name();
        String second =
                RunDirectory.create(idem.runs(), "second", Clock.systemUTC()).name();
        Path both = folder.resolve("both.html");
        Outcome compared = idem.run("report", oldest, second, "--runs", runs, "--out", both.toString());
        assertEquals(0, compared.exitCode(), compared.err());
        assertTrue(Files.readString(both).contains("2 runs compared"), compared.out());
    }

    @Test
    void ctrlCSavesAndEnds() throws Exception {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), false);
        List<String> words = new ArrayList<>(List.of("train", "--json", "-c"));
        words.add(CommandLineFixture.quickstart().toString());
        words.addAll(idem.overrides("endless"));
        CompletableFuture<Integer> training =
                CompletableFuture.supplyAsync(() -> idem.run(console, words.toArray(String[]::new)));
        CommandLineFixture.await(
                "a step",
                () -> !new RunCatalog(idem.runs()).scan().isEmpty()
                        && onlyRun().status().progress().step() > 0);
        console.interrupt();
        assertEquals(130, training.get());
        assertEquals(
                "stopped",
                new CommandLineFixture.Outcome(0, out.toString(), "")
                        .json()
                        .path("state")
                        .asText());
    }

    @Test
    void aDetachedRunIsStoppedByItsName() {
        Outcome started = train("endless", "--detach", "--json");
        assertEquals(0, started.exitCode(), started.err());
        Outcome stopped = idem.run("stop", onlyRun().name(), "--runs", runs, "--json");
        assertEquals(0, stopped.exitCode(), stopped.err());
        assertEquals("stopped", stopped.json().path("state").asText());
    }

    @Test
    void aFailureIsToldWithItsReason() {
        Outcome failed = train("failing", "--json");
        assertEquals(1, failed.exitCode());
        assertEquals("failed", failed.json().path("state").asText());
        assertTrue(failed.err().contains("it exploded"), failed.err());
    }

    @Test
    void whatWentWrongIsToldWhileItTrainsAndListedAfter() {
        Outcome trained = train("wild");
        assertEquals(0, trained.exitCode(), trained.err());
        assertTrue(trained.err().contains("warning: step 2        skipped      the loss is NaN"), trained.err());
        JsonNode event =
                idem.run("events", "latest", "--runs", runs, "--json").json().get(0);
        assertEquals(2, event.path("step").asInt());
        assertEquals("loss not finite", event.path("kind").asText());
        assertEquals("fc.weight", event.path("parameter").asText());
        assertEquals("skipped", event.path("handling").asText());
        Outcome listed = idem.run("events", "latest", "--runs", runs);
        assertTrue(listed.out().contains("step 2        skipped      the loss is NaN"), listed.out());
        assertEquals(
                1,
                idem.run("runs", "--runs", runs, "--json")
                        .json()
                        .get(0)
                        .path("events")
                        .asInt());
    }

    @Test
    void aRunWithoutEventsSaysSo() {
        train("quick");
        Outcome none = idem.run("events", "latest", "--runs", runs);
        assertEquals(0, none.exitCode());
        assertTrue(none.err().contains("No events in " + onlyRun().name()), none.err());
    }

    @Test
    void aKilledTrainerIsToldApartAndHowToGoOn() throws Exception {
        Outcome killed = train("killed");
        assertEquals(1, killed.exitCode());
        assertTrue(killed.err().contains("exit code 137"), killed.err());
        assertTrue(
                killed.err().contains("killed from outside (kill -9, or the machine ran out of memory)"), killed.err());
        assertTrue(
                killed.err()
                        .contains("begin anew with: ./idem train --resume "
                                + onlyRun().path()),
                killed.err());
        Files.createDirectory(onlyRun().checkpoints().resolve("0000000002"));
        Outcome again = idem.run("train", "--resume", "latest", "--runs", runs);
        assertTrue(
                again.err()
                        .contains("go on from its last checkpoint with: ./idem train --resume "
                                + onlyRun().path()),
                again.err());
    }

    @Test
    void aWrongConfigurationNamesPlaceAndRemedy() {
        Outcome wrongKey = train("quick", "-o", "Global.epoches=3");
        assertEquals(2, wrongKey.exitCode());
        assertTrue(wrongKey.err().contains("Global.epoches"), wrongKey.err());
        Outcome classes = train("quick", "-o", "Model.class_num=5");
        assertEquals(2, classes.exitCode());
        assertTrue(classes.err().contains("error: Model.class_num"), classes.err());
        assertFalse(Files.exists(idem.runs()), "no run is made of a wrong configuration");
        assertEquals(
                2,
                idem.run("train", "-c", folder.resolve("none.yaml").toString()).exitCode());
    }

    @Test
    void aConfigurationIsCheckedAndShown() {
        Outcome shown = idem.run(
                List.of("config", "show", CommandLineFixture.quickstart().toString()), idem.overrides("shown"));
        assertEquals(0, shown.exitCode(), shown.err());
        assertTrue(shown.out().contains("name: shown"), shown.out());
        Outcome checked = idem.run(
                List.of("config", "check", CommandLineFixture.quickstart().toString()), idem.overrides("checked"));
        assertEquals(0, checked.exitCode(), checked.err());
        Outcome wrong = idem.run(
                List.of("config", "check", CommandLineFixture.quickstart().toString(), "-o", "Model.class_num=5"),
                idem.overrides("checked"));
        assertEquals(2, wrong.exitCode());
    }

    @Test
    void aRunThatIsNotThereOrNotOneIsBadInput() {
        train("quick");
        train("quick");
        Outcome ambiguous = idem.run("report", "2", "--runs", runs);
        assertEquals(2, ambiguous.exitCode());
        assertTrue(ambiguous.err().contains("begins several names"), ambiguous.err());
        assertEquals(2, idem.run("report", "nothing", "--runs", runs).exitCode());
        assertEquals(
                2,
                idem.run("verify", "latest", "--runs", runs, "--on", "none.bin").exitCode());
    }

    @Test
    void theDemoDoesEverythingAndKeepsTheFaces() {
        List<String> words = List.of(
                "demo",
                "-c",
                CommandLineFixture.quickstart().toString(),
                "--data",
                idem.faces().toString());
        Outcome demo = idem.run(words, idem.overrides("demo"));
        assertEquals(0, demo.exitCode(), demo.err());
        assertTrue(demo.err().contains("faces are there already"), demo.err());
        RunDirectory run = onlyRun();
        assertTrue(Files.exists(run.reportFile()));
        assertTrue(Files.exists(run.export().resolve(run.name() + ".onnx")));
        assertTrue(demo.out().contains(run.reportFile().toString()), demo.out());
    }
}
