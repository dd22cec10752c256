package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.core.AtomicFiles;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.Npy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IjbCommandTest {
    private static final int PERSONS = 4;
    private static final int DIM = 4;

    @TempDir
    private Path root;

    private CommandLineFixture idem;

    /** Person p has templates p and 100 + p of one face each; embeddings are the unit vectors, and turned a little. */
    @BeforeEach
    void write() throws IOException {
        idem = new CommandLineFixture(root);
        Path meta = Files.createDirectories(root.resolve("IJBB/meta"));
        StringBuilder faces = new StringBuilder();
        StringBuilder landmarks = new StringBuilder();
        StringBuilder pairs = new StringBuilder();
        for (int p = 0; p < PERSONS; p++) {
            for (int template : new int[] {p, 100 + p}) {
                faces.append(template).append(".jpg ").append(template).append(" 1\n");
                landmarks.append(template).append(".jpg 1 2 3 4 5 6 7 8 9 9 0.5\n");
            }
            for (int q = 0; q < PERSONS; q++) {
                pairs.append(p + " " + (100 + q) + " " + (p == q ? 1 : 0) + "\n");
            }
        }
        Files.writeString(meta.resolve("ijbb_face_tid_mid.txt"), faces);
        Files.writeString(meta.resolve("ijbb_name_5pts_score.txt"), landmarks);
        Files.writeString(meta.resolve("ijbb_template_pair_label.txt"), pairs + "0 999 0\n");
        float[] rows = new float[2 * PERSONS * 2 * DIM];
        for (int f = 0; f < 2 * PERSONS; f++) {
            for (int half = 0; half < 2; half++) {
                rows[(2 * f + half) * DIM + f / 2] = 1;
                rows[(2 * f + half) * DIM + (f / 2 + 1) % DIM] += f % 2 * 0.3f;
            }
        }
        Npy.write(root.resolve("f.npy"), rows, 2 * DIM);
    }

    /** Evaluations of models that are no run are kept in the current folder. */
    @AfterEach
    void deleteEvaluations() {
        AtomicFiles.deleteTree(Path.of("eval", "r50-ijb"));
        Path.of("eval").toFile().delete();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Outcome ijb(String... more) {
        return idem.run(Stream.concat(Stream.of("ijb", "--root", root.toString(), "--target", "IJBB"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void embeddingsAreScored() throws IOException {
        Path scores = root.resolve("scores.npy");
        Outcome done = ijb("--embeddings", root.resolve("f.npy").toString(), "--scores", scores.toString(), "--json");
        assertEquals(0, done.exitCode(), done.err());
        JsonNode node = done.json();
        assertEquals(9, node.get("templates").asInt());
        assertEquals(17, node.get("pairs").asInt());
        assertEquals(1, node.get("unscored").asInt());
        assertEquals("[999]", node.get("templates_without_images").toString());
        assertEquals("[]", node.get("missing_images").toString());
        assertEquals(List.of("1e-1", "1e-2", "1e-3", "1e-4", "1e-5", "1e-6"), names(node.get("tar")));
        JsonNode cell = node.get("tar").get("1e-1");
        assertEquals(1, cell.get("value").asDouble());
        assertTrue(cell.get("threshold").asDouble() > 0.9);
        assertEquals(100, node.get("tar").get("1e-2").get("needs").asInt());
        assertTrue(node.get("tar").get("1e-2").get("value").isNull());
        assertEquals(128 + 17 * 8, Files.size(scores));
        assertFalse(node.has("one_to_n"));
    }

    @Test
    void aModelIsEmbeddedFirst() throws IOException {
        String model = Files.write(root.resolve("r50-ijb.onnx"), new byte[9]).toString();
        Path kept = root.resolve("kept.npy");
        Outcome done = ijb(model, "--embeddings", kept.toString(), "--json");
        assertEquals(0, done.exitCode(), done.err());
        assertEquals("bgr", done.json().get("input").get("color").asText());
        assertEquals(1, done.json().get("tar").get("1e-1").get("value").asDouble());
        assertTrue(Files.exists(kept));
        Evaluation evaluation =
                EvaluationStore.readFolder(Path.of("eval", "r50-ijb")).get(0);
        assertEquals("IJBB", evaluation.set());
        assertEquals(16, evaluation.pairs());
        assertEquals(1, evaluation.table().get(0).tar());
        assertTrue(Double.isNaN(evaluation.accuracy()), "there are no folds");
        assertEquals(16, EvaluationStore.scores(evaluation).size());
        Outcome none = ijb("nothing.onnx");
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("There is no file 'nothing.onnx'"), none.err());
    }

    @Test
    void peopleReadWhatIsNotThere() {
        Outcome done = ijb("--embeddings", root.resolve("f.npy").toString(), "--rule", "nearest", "--no-flip");
        assertEquals(0, done.exitCode(), done.err());
        assertTrue(done.out().contains("N1D1F0"), done.out());
        assertTrue(done.out().contains("1 templates without images: 999"), done.out());
        assertTrue(done.out().contains("1 pairs have no score"), done.out());
        assertTrue(done.out().contains("rule: nearest"), done.out());
    }

    @Test
    void wrongInputIsToldBeforeAnythingIsScored() {
        String rows = root.resolve("f.npy").toString();
        assertEquals(2, ijb("--embeddings", root.resolve("none.npy").toString()).exitCode());
        assertEquals(2, ijb("--embeddings", rows, "--one-to-n").exitCode());
        assertEquals(2, ijb("--embeddings", rows, "--resamplings", "5").exitCode());
        assertEquals(2, ijb("--embeddings", rows, "--scores", rows).exitCode());
        assertEquals(2, ijb().exitCode());
        Outcome other = idem.run("ijb", "--root", root.toString(), "--target", "IJBC", "--embeddings", rows);
        assertEquals(2, other.exitCode());
        assertTrue(other.err().contains("ijbc_face_tid_mid.txt"), other.err());
    }
}
