package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.run.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyFaceCommandTest {
    @TempDir
    private Path root;

    private CommandLineFixture idem;

    @BeforeEach
    void write() throws IOException {
        idem = new CommandLineFixture(root);
        for (String picture : new String[] {
            "Probe/1_1.jpg",
            "Probe/2_1.jpg",
            "Gallery_Match/1_2.jpg",
            "Gallery_Match/2_2.jpg",
            "Gallery_Distractor/a.jpg"
        }) {
            Path file = root.resolve("Testing_Set").resolve(picture);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
        }
        // The second probe is more like the distractor than like its own person.
        float[] rows = {1, 0, 0, 1, 1, 0.1f, 1, 1, 0, 1};
        Npy.write(root.resolve("f.npy"), rows, 2);
    }

    private Outcome tinyface(String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "tinyface";
        words[1] = "--root";
        words[2] = root.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return idem.run(words);
    }

    @Test
    void embeddingsAreJudged() {
        Outcome done = tinyface("--embeddings", root.resolve("f.npy").toString(), "--json");
        assertEquals(0, done.exitCode(), done.err());
        JsonNode node = done.json();
        assertEquals(2, node.get("probes").asInt());
        assertEquals(2, node.get("gallery").asInt());
        assertEquals(1, node.get("distractors").asInt());
        assertEquals(0.5, node.get("rank").get("1").get("value").asDouble());
        assertEquals(1, node.get("rank").get("5").get("value").asDouble());
        Outcome told = tinyface("--embeddings", root.resolve("f.npy").toString());
        assertTrue(told.out().contains("rank 1   0.5000"), told.out());
    }

    @Test
    void wrongInputIsTold() throws IOException {
        assertEquals(2, tinyface().exitCode());
        assertEquals(
                2, tinyface("--embeddings", root.resolve("none.npy").toString()).exitCode());
        Npy.write(root.resolve("few.npy"), new float[4], 2);
        Outcome few = tinyface("--embeddings", root.resolve("few.npy").toString());
        assertEquals(2, few.exitCode());
        assertTrue(few.err().contains("2 rows for 5 pictures"), few.err());
        Outcome none =
                idem.run("tinyface", "--root", root.resolve("Testing_Set/Probe").toString());
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("Gallery_Distractor"), none.err());
    }
}
