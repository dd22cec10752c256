package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no config is told for what it is, in one message. */
class ForeignFileTest {
    @TempDir
    private Path folder;

    private Problem only(Path file) {
        LoadedConfig loaded =
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> ConfigReader.read(file, List.of()));
        assertEquals(1, loaded.problems().size(), () -> loaded.problems().toString());
        Problem problem = loaded.problems().get(0);
        assertEquals(Problem.Severity.ERROR, problem.severity());
        assertEquals(file, problem.file());
        assertTrue(!problem.remedy().isEmpty(), problem.toString());
        assertNull(loaded.config());
        return problem;
    }

    private Problem only(String name, String text) throws IOException {
        return only(Files.writeString(folder.resolve(name), text));
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("Docker Compose", "version: '3'\nservices:\n  web:\n    image: nginx\n"),
                Arguments.of("workflow of GitHub", "name: CI\non: [push]\njobs:\n  build:\n    runs-on: x\n"),
                Arguments.of("Kubernetes", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec: {}\n"),
                Arguments.of("Conda", "name: e\nchannels: [a]\ndependencies:\n- python\n"),
                Arguments.of("pre-commit", "repos:\n- repo: local\n"),
                Arguments.of("it is a list", "- a\n- b: 1\n"),
                Arguments.of("it has no sections", "just words\n"),
                Arguments.of("it has no sections", "{\"a\": 1, \"b\": {\"c\": 2}}"),
                Arguments.of("it begins with lr, epochs", "lr: 0.1\nepochs: 4\n"),
                Arguments.of("it begins with a0, a1, a2, a3, a4 and 15 other keys", keys(20)),
                Arguments.of("The file is empty", ""),
                Arguments.of("The file is empty", "# nothing\n\n   # yet\n"),
                Arguments.of("binary file", "PK\u0003\u0004\0\0\0"));
    }

    private static String keys(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append('a').append(i).append(": 1\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void otherYamlIsNamed(String expected, String text) throws IOException {
        Problem problem = only("given.yaml", text);
        assertTrue(problem.message().contains(expected), problem.toString());
    }

    @Test
    void pythonIsNamed() throws IOException {
        assertTrue(only("model.py", "import torch\n").message().contains("Python"));
        assertTrue(only("c.py", "config.lr = 0.1\n").message().contains("arcface_torch"));
    }

    @Test
    void whatIsNoFileIsNamed() throws Exception {
        assertTrue(only(folder).message().contains("a folder"));
        assertTrue(only(folder.resolve("gone.yaml")).message().contains("no such file"));
        Path picture = Files.write(folder.resolve("p.yaml"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 13});
        assertTrue(only(picture).message().contains("no text in UTF-8"));
        Path pipe = folder.resolve("pipe");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assumeTrue(made == 0, "no pipes here");
        assertTrue(only(pipe).message().contains("a pipe"));
        assertTrue(only(Path.of("/dev/zero")).message().contains("a device"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void marksOfAnEncodingAreFollowed(String encoding) throws IOException {
        Path file = folder.resolve("c.yaml");
        Files.write(file, ("\uFEFF" + Fixtures.SOUND).getBytes(Charset.forName(encoding)));
        ConfigReader.read(file, List.of(), ConfigReader.Files.UNCHECKED).require();
    }

    @Test
    void aConfigWithFaultsIsStillOne() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yaml"), "Global:\n  epochs: x\nModle: {}\n", StandardCharsets.UTF_8);
        assertTrue(ConfigReader.read(file, List.of()).problems().size() > 1);
    }
}
