package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.idem.cli.CommandLineFixture.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
        idem.drawFaces(12);
    }

    private Outcome plan(String... more) {
        List<String> words = new ArrayList<>(
                List.of("plan", "-c", CommandLineFixture.quickstart().toString()));
        words.addAll(idem.overrides("planned"));
        return idem.run(words, List.of(more));
    }

    @Test
    void programsReadStepsAndMemory() {
        Outcome outcome = plan(
                "-o", "DataLoader.Train.sampler.batch_size=4", "-o", "Global.epochs=5", "--devices", "2", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals(1, json.path("steps_per_epoch").asInt());
        assertEquals(5, json.path("steps").asInt());
        assertTrue(json.path("step_seconds").isNull());
        assertTrue(json.path("images_per_second").isNull());
        JsonNode memory = json.path("memory");
        for (String key : List.of("weights", "optimizer", "centers", "activations", "total")) {
            assertTrue(memory.path(key).asLong() > 0, key);
        }
        assertTrue(memory.path("fits").isBoolean());
        long sum = 0;
        for (JsonNode part : json.path("parts")) {
            sum += part.path("bytes").asLong();
        }
        assertEquals(memory.path("total").asLong(), sum);
        assertTrue(json.path("wire_bytes").asLong() > 0);
        assertEquals(5, json.path("schedule").size());
    }

    @Test
    void oneWorkerSendsNothing() {
        JsonNode json = plan("-o", "DataLoader.Train.sampler.batch_size=4", "--devices", "1", "--json")
                .json();
        assertEquals(0, json.path("wire_bytes").asLong());
    }

    @Test
    void gradientsAsBf16AreHalfTheBytesBetweenRanksAndLeaveSomethingToKeep() {
        String[] words = {"-o", "DataLoader.Train.sampler.batch_size=2", "--devices", "1", "--ranks", "2", "--json"};
        JsonNode exact = plan(words).json();
        List<String> more = new ArrayList<>(List.of(words));
        more.addAll(List.of("-o", "Global.gradient_exchange=bf16"));
        JsonNode rounded = plan(more.toArray(String[]::new)).json();
        double share =
                rounded.path("wire_bytes").asDouble() / exact.path("wire_bytes").asDouble();
        assertEquals(0.5, share, 0.05);
        assertEquals(2 * bytes(exact, "gradients"), bytes(rounded, "gradients"));
        Outcome none = plan("-o", "DataLoader.Train.sampler.batch_size=2", "--ranks", "0");
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("--ranks: A training of 0 ranks"), none.err());
    }

    private static long bytes(JsonNode plan, String part) {
        for (JsonNode one : plan.path("parts")) {
            if (one.path("part").asText().equals(part)) {
                return one.path("bytes").asLong();
            }
        }
        throw new AssertionError(part + " is not in " + plan);
    }

    @Test
    void peopleReadLines() {
        Outcome outcome = plan("-o", "DataLoader.Train.sampler.batch_size=4");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("memory"), outcome.out());
        assertTrue(outcome.out().contains("activations"), outcome.out());
    }

    @Test
    void aCardSaysWhatItTakesAndHowLargeABatchWouldFit() {
        String batch = "DataLoader.Train.sampler.batch_size=";
        Outcome enough = plan("--card", "80", "-o", batch + 4);
        assertEquals(0, enough.exitCode(), enough.err());
        assertTrue(enough.out().contains("card        cuda:0: "), enough.out());
        assertTrue(enough.out().contains(" of its 80.0 GiB"), enough.out());
        JsonNode card = plan("--card", "1", "--json", "-o", batch + 12)
                .json()
                .path("cards")
                .path(0);
        assertEquals("cuda:0", card.path("id").asText());
        assertEquals(1L << 30, card.path("memory").asLong());
        assertEquals(card.path("needed").asLong() <= 1L << 30, card.path("fits").asBoolean());
        assertTrue(card.path("largest_batch").asInt() > 0, card.toString());
        assertEquals(2, plan("--card", "0").exitCode());
    }

    @Test
    void classCentersOnDiskSayWhatTheyTakeAndWhetherItFits() {
        String[] onDisk = {
            "-o",
            "DataLoader.Train.sampler.batch_size=4",
            "-o",
            "Model.pfc_config.center_storage=disk",
            "-o",
            "Model.pfc_config.sample_ratio=0.5"
        };
        assertTrue(plan(onDisk).out().contains("disk        about "), "a line for the disk");
        List<String> words = new ArrayList<>(List.of(onDisk));
        words.add("--json");
        JsonNode disk = plan(words.toArray(String[]::new)).json().path("disk");
        assertTrue(disk.path("fits").asBoolean(), disk.toString());
        assertTrue(disk.path("bytes").asLong() > 0, disk.toString());
        assertTrue(disk.path("step_seconds").asDouble() > 0, disk.toString());
        assertEquals(disk.path("block_bytes").asLong(), disk.path("whole_bytes").asLong(), "4 people are one block");
    }

    @Test
    void everythingThatIsWrongIsSaid() {
        Outcome outcome = plan("-o", "DataLoader.Train.sampler.batch_size=400", "-o", "Global.devices=99");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("Global.devices"), outcome.err());
        assertTrue(outcome.err().contains("DataLoader.Train.sampler.batch_size"), outcome.err());
        assertEquals(2, plan("-o", "Model.name=Nothing").exitCode());
    }

    /** Three pictures of 40 x 40 pixels, labels with gaps, and a file that is no picture. */
    private List<String> unusualSet() throws IOException {
        Path set = Files.createDirectories(folder.resolve("unusual"));
        StringBuilder lines = new StringBuilder();
        for (int label : new int[] {0, 3, 90}) {
            ImageIO.write(
                    new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB),
                    "png",
                    set.resolve(label + ".png").toFile());
            lines.append(label).append(".png\t").append(label).append('\n');
        }
        Files.writeString(set.resolve("label.txt"), lines);
        return List.of(
                "-o",
                "DataLoader.Train.dataset.cls_label_path=" + set.resolve("label.txt"),
                "-o",
                "DataLoader.Train.dataset.transform_ops=[{DecodeImage: {}}, {ToCHWImage: {}}]",
                "-o",
                "DataLoader.Train.sampler.batch_size=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "check"})
    void planAndCheckSayWhatATrainingWouldSay(String command) throws IOException {
        List<String> words =
                new ArrayList<>(command.equals("plan") ? List.of("plan", "-c") : List.of("config", "check"));
        words.add(CommandLineFixture.quickstart().toString());
        words.addAll(idem.overrides("planned"));
        Outcome outcome = idem.run(words, unusualSet());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("88 of 91 identities have no picture"), outcome.err());
        assertTrue(outcome.err().contains("Pictures are 40 x 40 pixels"), outcome.err());
        assertTrue(outcome.err().contains("label.txt"), outcome.err());
    }

    @Test
    void aPropertyThatContradictsTheLabelsIsSaid() throws IOException {
        Path property = folder.resolve("faces").resolve("property");
        assertTrue(Files.isRegularFile(property), property.toString());
        Files.writeString(property, "5,32,32\n");
        Outcome outcome = plan("-o", "DataLoader.Train.sampler.batch_size=4");
        assertTrue(outcome.err().contains("The file property says 5 identities, the set has 4"), outcome.err());
    }
}
