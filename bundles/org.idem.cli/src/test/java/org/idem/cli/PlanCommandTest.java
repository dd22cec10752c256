package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.idem.cli.CommandLineFixture.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        List<String> words = new java.util.ArrayList<>(
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
    void peopleReadLines() {
        Outcome outcome = plan("-o", "DataLoader.Train.sampler.batch_size=4");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("memory"), outcome.out());
        assertTrue(outcome.out().contains("activations"), outcome.out());
    }

    @Test
    void everythingThatIsWrongIsSaid() {
        Outcome outcome = plan("-o", "DataLoader.Train.sampler.batch_size=400", "-o", "Global.devices=99");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("Global.devices"), outcome.err());
        assertTrue(outcome.err().contains("DataLoader.Train.sampler.batch_size"), outcome.err());
        assertEquals(2, plan("-o", "Model.name=Nothing").exitCode());
    }
}
