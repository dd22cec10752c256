package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandsTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
    }

    private Outcome generate(int identities, int images) {
        return idem.run(
                "data",
                "generate",
                "--identities",
                "" + identities,
                "--images",
                "" + images,
                "--pairs",
                "4",
                "--verify-identities",
                "4",
                "--size",
                "32",
                "--out",
                idem.faces().toString(),
                "--json");
    }

    @Test
    void imagesAreThoseOfOneIdentityUnlessNobodyHasSoMany() {
        assertEquals(8_000, DataGenerateCommand.total(400, 20));
        assertEquals(600, DataGenerateCommand.total(20, 30));
        assertEquals(100_000, DataGenerateCommand.total(1_000, 100_000));
    }

    @Test
    void generateInfoAndCheckAgree() {
        Outcome drawn = generate(3, 4);
        assertEquals(0, drawn.exitCode(), drawn.err());
        assertEquals(12, drawn.json().path("images").asInt());

        JsonNode info =
                idem.run("data", "info", idem.faces().toString(), "--json").json();
        assertEquals("recordio", info.path("format").asText());
        assertEquals(12, info.path("images").asInt());
        assertEquals(3, info.path("identities").asInt());
        assertTrue(info.path("bytes").asLong() > 0);
        assertTrue(info.has("known_as"));

        Outcome check = idem.run("data", "check", idem.faces().toString(), "--json");
        assertEquals(0, check.exitCode());
        assertEquals(12, check.json().path("images").asInt());
        assertTrue(check.json().path("problems").isEmpty());
    }

    @Test
    void fewImagesAreThoseOfEachIdentity() {
        Outcome drawn = generate(5, 2);
        assertEquals(10, drawn.json().path("images").asInt(), drawn.err());
    }

    @Test
    void whatWasDrawnIsSaidInLinesOfTheirOwn() {
        Outcome drawn = idem.run(
                "data",
                "generate",
                "--identities",
                "2",
                "--images",
                "2",
                "--pairs",
                "2",
                "--verify-identities",
                "2",
                "--size",
                "32",
                "--out",
                idem.faces().toString());
        assertEquals(2, drawn.out().lines().count(), drawn.out());
    }

    @Test
    void strictEndsWithThreeWhereSomethingIsUnusual() throws Exception {
        generate(3, 4);
        assertEquals(
                0,
                idem.run("data", "check", idem.faces().toString(), "--strict").exitCode());
        Path list = folder.resolve("list");
        idem.run("data", "convert", idem.faces().toString(), list.toString(), "--to", "list");
        Files.copy(
                list.resolve("images/00000001.jpg"),
                list.resolve("images/00000012.jpg"),
                StandardCopyOption.REPLACE_EXISTING);
        Path exclude = folder.resolve("exclude.txt");
        Outcome check =
                idem.run("data", "check", list.toString(), "--strict", "--json", "--write-exclude", exclude.toString());
        assertEquals(3, check.exitCode(), check.err());
        JsonNode first = check.json().path("problems").path(0);
        assertEquals("exact-duplicate", first.path("kind").asText());
        assertEquals("images/00000001.jpg", first.path("key").asText());
        assertEquals("images/00000012.jpg", first.path("others").path(0).asText());
        assertEquals(1, first.path("count").asInt());
        assertTrue(first.path("message").asText().contains("of identity 2, this of 0"), check.out());
        assertEquals(
                List.of("images/00000001.jpg", "images/00000012.jpg"),
                Files.readAllLines(exclude).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
        Outcome converted = idem.run(
                "data",
                "convert",
                list.toString(),
                folder.resolve("rec").toString(),
                "--to",
                "recordio",
                "--exclude",
                exclude.toString(),
                "--json");
        assertEquals(10, converted.json().path("images").asInt(), converted.err());
        assertEquals(
                2,
                idem.run("data", "check", list.toString(), "--write-exclude", exclude.toString())
                        .exitCode());
    }

    @Test
    void aSetIsConvertedOnce() {
        generate(3, 4);
        String list = folder.resolve("list").toString();
        String[] line = {"data", "convert", idem.faces().toString(), list, "--to", "list", "--json"};
        Outcome converted = idem.run(line);
        assertEquals(0, converted.exitCode(), converted.err());
        assertEquals(12, converted.json().path("images").asInt());
        assertEquals(0, converted.json().path("resumed").asInt());
        assertTrue(converted.json().path("skipped").isEmpty());
        JsonNode info = idem.run("data", "info", list, "--json").json();
        assertEquals("list", info.path("format").asText());
        assertEquals(3, info.path("identities").asInt());
        assertTrue(Files.exists(folder.resolve("list/verify.bin")));

        Outcome again = idem.run(line);
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("nothing is overwritten"), again.err());
    }

    @Test
    void anUnknownTargetIsNamedWithTheKnownOnes() {
        generate(3, 4);
        Outcome outcome = idem.run(
                "data", "convert", idem.faces().toString(), folder.resolve("x").toString(), "--to", "tar");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("list, folders, recordio, bin"), outcome.err());
    }

    @Test
    void nothingIsOverwritten() {
        generate(3, 4);
        Outcome again = generate(3, 4);
        assertEquals(2, again.exitCode());
        assertEquals("", again.out());
        assertTrue(again.err().contains("train.rec: error: "), again.err());
    }

    @Test
    void identitiesWithoutPicturesAreSaid() throws Exception {
        Path list = folder.resolve("label.txt");
        Files.writeString(list, "a.jpg\t0\nb.jpg\t5\nc.jpg\t1000\nd.jpg\t70000\n");
        Outcome info = idem.run("data", "info", list.toString());
        assertTrue(info.out().contains("69,997 of 70,001 identities have no picture"), info.out());
        JsonNode json = idem.run("data", "info", list.toString(), "--json").json();
        assertEquals(69_997, json.path("empty_identities").asInt());
    }

    @Test
    void aPropertyThatContradictsTheLabelsIsSaid() throws Exception {
        generate(3, 4);
        Path bare = Files.createDirectory(folder.resolve("bare"));
        try (ImageDataset drawn = Datasets.openImages(idem.faces());
                RecordIoWriter writer = new RecordIoWriter(bare.resolve("train.rec"), bare.resolve("train.idx"))) {
            for (int i = 0; i < drawn.size(); i++) {
                writer.image(i + 1, drawn.label(i), drawn.image(i).copy());
            }
        }
        Files.writeString(bare.resolve("property"), "500,112,112\n");
        Outcome more = idem.run("data", "info", bare.toString());
        assertTrue(more.out().contains("497 of 500 identities have no picture"), more.out());
        Files.writeString(bare.resolve("property"), "2,112,112\n");
        Outcome fewer = idem.run("data", "info", bare.toString());
        assertTrue(fewer.out().contains("4 pictures have labels beyond the set's 2 identities"), fewer.out());
    }

    @Test
    void aMissingSetIsBadInput() {
        Outcome missing = idem.run("data", "info", folder.resolve("none").toString());
        assertEquals(2, missing.exitCode());
        assertTrue(missing.err().contains("none: error: "), missing.err());
    }

    @Test
    void wrongWordsAreBadInput() {
        assertEquals(2, idem.run("data", "info").exitCode());
        assertEquals(2, idem.run("data").exitCode());
        assertEquals(2, idem.run("nonsense").exitCode());
        assertEquals(2, idem.run("train").exitCode());
        assertEquals(0, idem.run("--help").exitCode());
        for (String command : new String[] {"demo", "data", "config", "train", "stop", "runs", "verify", "export"}) {
            Outcome help = idem.run(command, "--help");
            assertEquals(0, help.exitCode());
            assertTrue(help.out().contains("Usage: idem " + command), help.out());
        }
        assertTrue(idem.run("--version").out().startsWith("idem "));
    }
}
