package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.cli.CommandLineFixture.Outcome;
import org.idem.core.AtomicFiles;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets, rules, formats, groups and a second model, of scores that a stand-in makes. */
class VerifyCommandTest {
    private static final int PAIRS = 400;

    @TempDir
    private Path folder;

    private CommandLineFixture idem;
    private String model;
    private String better;
    private Path faces;

    @BeforeEach
    void prepare() throws IOException {
        idem = new CommandLineFixture(folder);
        faces = folder.resolve("faces_30.bin");
        try (BinWriter writer = new BinWriter(faces)) {
            for (int pair = 0; pair < PAIRS; pair++) {
                writer.add(picture(2 * pair), picture(2 * pair + 1), pair % 2 == 0);
            }
        }
        model = Files.write(folder.resolve("a.onnx"), new byte[3]).toString();
        better = Files.write(folder.resolve("much_better.onnx"), new byte[3]).toString();
    }

    /** Nobody looks at it. */
    private static byte[] picture(int number) {
        return ("picture " + number).getBytes(StandardCharsets.UTF_8);
    }

    /** Evaluations of files are kept in the folder where the command runs. */
    @AfterEach
    void forget() {
        for (String name : List.of("a", "much_better")) {
            AtomicFiles.deleteTree(Path.of("eval", name));
        }
        Path.of("eval").toFile().delete();
    }

    private Outcome verify(String... more) {
        Outcome done = idem.run(Stream.concat(Stream.of("verify", model, "--on", faces.toString()), Stream.of(more))
                .toArray(String[]::new));
        assertEquals(0, done.exitCode(), done.err());
        return done;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void programsReadTheKeysThatArePromised() {
        JsonNode set = verify("--json").json().get("sets").get(0);
        assertTrue(
                names(set)
                        .containsAll(List.of(
                                "name",
                                "pairs",
                                "genuine",
                                "impostors",
                                "accuracy",
                                "accuracy_std",
                                "auc",
                                "eer",
                                "tar")),
                set.toString());
        assertEquals("faces_30", set.get("name").asText());
        assertEquals("conservative", set.get("rule").asText());
        assertEquals("bootstrap over identities", set.get("interval").asText());
        JsonNode cell = set.get("tar").get("1e-1");
        for (String key : List.of("value", "low", "high", "threshold", "errors")) {
            assertTrue(cell.get(key).isNumber(), cell.toString());
        }
        JsonNode beyond = set.get("tar").get("1e-6");
        assertTrue(beyond.get("value").isNull() && beyond.get("threshold").isNull());
        assertEquals(1_000_000, beyond.get("needs").asInt());
        JsonNode nearest = verify("--json", "--rule", "nearest", "--resamplings", "0")
                .json()
                .get("sets")
                .get(0);
        assertEquals("nearest", nearest.get("rule").asText());
        assertEquals("wilson", nearest.get("interval").asText());
    }

    @Test
    void tablesAreForFiles() {
        String csv = verify("--format", "csv").out();
        assertEquals(7, csv.lines().count(), csv);
        assertTrue(csv.startsWith("model,set,pairs,"), csv);
        assertTrue(csv.lines().skip(1).allMatch(line -> line.startsWith("a.onnx,faces_30,")), csv);
        int fields = csv.lines().findFirst().orElseThrow().split(",", -1).length;
        assertTrue(csv.lines().allMatch(line -> line.split(",", -1).length == fields), csv);
        String latex = verify("--format", "latex", "--compare", better).out();
        assertTrue(latex.contains("\\toprule") && latex.contains("\\bottomrule"), latex);
        assertTrue(latex.contains("faces\\_30 & a.onnx"), latex);
        assertTrue(latex.contains(" & much\\_better.onnx & \\textbf{100.00}"), latex);
        assertTrue(latex.contains("$10^{-1}$"), latex);
    }

    @Test
    void twoModelsAreComparedInWords() {
        JsonNode node = verify("--compare", better, "--json").json();
        assertEquals("much_better.onnx", node.get("compare").get("model").asText());
        JsonNode difference = node.get("compare").get("differences").get(0);
        assertEquals(
                node.get("sets").get(0).get("pairs").asInt(),
                difference.get("pairs").asInt());
        assertEquals(0, difference.get("only_first").asInt());
        assertTrue(difference.get("only_second").asInt() > 0);
        JsonNode churn = node.get("compare").get("churn").get(0);
        assertEquals(difference.get("only_second").asInt(), churn.get("fixed").size());
        assertEquals(0, churn.get("broken").size());
        assertTrue(churn.get("fixed").get(0).get("pair").isInt(), churn.toString());
        String told = verify("--compare", better).out();
        assertTrue(told.contains(churn.get("fixed").size() + " are fixed, 0 broken"), told);
        assertTrue(told.contains("faces_30: The second model is more often right"), told);
        assertTrue(told.contains("first: a.onnx") && told.contains("second: much_better.onnx"), told);
    }

    @Test
    void theWorstPairsAreNamed() {
        JsonNode worst =
                verify("--worst", "3", "--json").json().get("sets").get(0).get("worst");
        assertTrue(worst.size() > 0 && worst.size() <= 6, worst.toString());
        assertEquals(List.of("pair", "first", "second", "same", "score", "beyond", "causes"), names(worst.get(0)));
        assertTrue(worst.get(0).get("beyond").asDouble() > 0);
        String told = verify("--worst", "3").out();
        assertTrue(told.contains("accepted pair ") && told.contains("beyond the threshold"), told);
    }

    @Test
    void groupsAreJudgedAtOneThreshold() throws IOException {
        JsonNode all = verify("--json").json().get("sets").get(0);
        StringBuilder table = new StringBuilder("key,age\n");
        for (int image = 0; image < 2 * all.get("pairs").asInt(); image++) {
            table.append(image)
                    .append(',')
                    .append(image / 2 % 4 < 2 ? "old" : "young")
                    .append('\n');
        }
        Files.writeString(folder.resolve("faces_30.attributes.csv"), table);
        JsonNode groups = verify("--json", "--groups-far", "0.1")
                .json()
                .get("sets")
                .get(0)
                .get("groups")
                .get(0);
        assertEquals("age", groups.get("attribute").asText());
        assertEquals("old", groups.get("groups").get(0).get("group").asText());
        assertEquals(
                all.get("impostors").asInt(),
                groups.get("groups").get(0).get("fmr").get("comparisons").asInt()
                        + groups.get("groups")
                                .get(1)
                                .get("fmr")
                                .get("comparisons")
                                .asInt());
        String told = verify().out();
        assertTrue(told.contains("groups by age") && told.contains("young"), told);

        Path other = Files.copy(faces, folder.resolve("other.bin"));
        JsonNode bySet =
                verify(other.toString(), "--group-by-set", "--json").json().get("groups");
        assertEquals("set", bySet.get("attribute").asText());
        assertEquals(2, bySet.get("groups").size());
        assertFalse(bySet.get("fmr_ratio").isNull() && bySet.get("fnmr_ratio").isNull());
        assertEquals(
                2,
                idem.run("verify", model, "--on", faces.toString(), "--group-by-set")
                        .exitCode());
        assertEquals(
                2,
                idem.run("verify", model, "--on", faces.toString(), "--groups-far", "2")
                        .exitCode());
        assertEquals(
                2,
                idem.run("verify", model, "--on", faces.toString(), "--resamplings", "3")
                        .exitCode());
    }
}
