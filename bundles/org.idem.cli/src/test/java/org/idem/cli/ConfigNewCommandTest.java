package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.cli.CommandLineFixture.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigNewCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture idem;
    private Path file;

    @BeforeEach
    void prepare() {
        idem = new CommandLineFixture(folder);
        file = folder.resolve("new.yaml");
        idem.drawFaces(40);
    }

    private Outcome make(String... more) {
        String[] words = {"config", "new", "--data", idem.faces().toString(), "--out", file.toString(), "--json"};
        return idem.run(java.util.List.of(words), java.util.List.of(more));
    }

    @Test
    void whatIsMadePassesTheCheckWithoutAWord() {
        Outcome made = make();
        assertEquals(0, made.exitCode(), made.err());
        assertEquals(file.toString(), made.json().path("file").asText());
        assertEquals(4, made.json().path("identities").asInt());
        assertEquals(
                idem.faces().resolve("verify.bin").toString(),
                made.json().path("verification").path(0).asText());
        Outcome checked = idem.run("config", "check", file.toString());
        assertEquals(0, checked.exitCode(), checked.err());
        assertEquals("", checked.err());
    }

    @Test
    void whatIsChosenStandsInIt() throws IOException {
        Outcome made = make("--model", "IResNet18", "--head", "arcface", "--batch-size", "8", "--epochs", "3");
        assertEquals(0, made.exitCode(), made.err());
        String yaml = Files.readString(file);
        assertTrue(yaml.contains("name: IResNet18") && yaml.contains("m2: 0.5"), yaml);
        assertTrue(yaml.contains("batch_size: 8\n") && yaml.contains("epochs: 3\n"), yaml);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(file, "mine");
        Outcome made = make();
        assertEquals(2, made.exitCode());
        assertTrue(made.err().contains("There is such a file already"), made.err());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void whatCannotBeTrainedIsNotWritten() {
        Outcome made = make("--batch-size", "1");
        assertEquals(2, made.exitCode(), made.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertTrue(make("--head", "Softmax").err().contains("CosFace, ArcFace"));
        assertTrue(make("--model", "ResNet").err().contains("IResNet50"));
        assertTrue(make("--precision", "fp8").err().contains("bf16"));
        assertFalse(Files.exists(file));
    }
}
