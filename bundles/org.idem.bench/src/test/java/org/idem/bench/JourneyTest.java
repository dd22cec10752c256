package org.idem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From drawing a set to a report, each command in a process of its own with real engine processes, where things are as they
 * are not at home: without a locale, with digits of another script, in a folder with a Chinese name and a space.
 */
class JourneyTest {
    private static final int MINUTES_A_COMMAND = 5;

    @TempDir
    private Path folder;

    private Path home;
    private Path product;
    private Map<String, String> environment;

    /** A product whose class paths are those of this test. */
    private void makeProduct() throws IOException {
        product = folder.resolve("product");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(classPath.split(java.io.File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        for (String part : List.of("cli", "engine")) {
            Path jar = Files.createDirectories(product.resolve(part)).resolve("path.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream only = new JarOutputStream(out, manifest)) {
                only.finish();
            }
        }
    }

    private String idem(String... words) throws Exception {
        String start = Path.of(System.getProperty("idem.root"), "releng", "dist", "start.sh")
                .toString();
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-euc",
                "home=$1 product=$2; . \"$3\"; shift 3; use_utf8; command_line \"$@\"",
                "idem",
                home.toString(),
                product.toString(),
                start));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(MINUTES_A_COMMAND, TimeUnit.MINUTES), String.join(" ", words));
        String said = Files.readString(err) + Files.readString(out);
        assertEquals(0, process.exitValue(), () -> String.join(" ", words) + "\n" + said);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
        assertFalse(said.contains("\uFFFD"), said);
        return Files.readString(out);
    }

    private Path writeConfig(String name) throws IOException {
        try (InputStream in = KilledRun.class.getResourceAsStream("kill.yaml")) {
            return Files.write(home.resolve(name), in.readAllBytes());
        }
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(home.resolve("runs"))) {
            List<Path> found = runs.toList();
            assertEquals(1, found.size(), found::toString);
            return found.get(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"'人脸 数据', LC_ALL, C, 脸", "here, JAVA_TOOL_OPTIONS, '-Duser.language=ar -Duser.country=EG', faces"})
    void fromASetToAReport(String name, String variable, String value, String set) throws Exception {
        home = folder.resolve(name);
        Files.createDirectories(home);
        environment = Map.of(variable, value);
        makeProduct();
        String config = writeConfig(set + ".yaml").getFileName().toString();
        List<String> keys = List.of(
                "-o",
                "Global.max_train_step=1000000",
                "-o",
                "Global.epochs=100000",
                "-o",
                "DataLoader.Train.dataset.cls_label_path=" + set + "/train.rec",
                "-o",
                "DataLoader.Eval.dataset.cls_label_path=" + set + "/verify.bin");
        idem(
                "data",
                "generate",
                "--identities",
                "6",
                "--images",
                "12",
                "--size",
                "32",
                "--pairs",
                "40",
                "--verify-identities",
                "4",
                "--out",
                set);
        assertTrue(idem("data", "info", set).contains("72"));
        idem(with(keys, "config", "check", config));
        idem(with(keys, "plan", "-c", config));
        idem(with(keys, "train", "-c", config, "--detach"));
        String run = onlyRun().getFileName().toString();
        idem("stop", run);
        long first = step();
        idem("train", "--resume", run, "--detach");
        idem("stop", run);
        long second = step();
        assertTrue(second > first && first > 0, first + ", then " + second);
        JsonNode verified = json(idem("verify", run, "--on", set + "/verify.bin", "--json"));
        assertTrue(verified.path("sets").get(0).path("pairs").asInt() > 0, verified::toString);
        idem("export", run, "--out", set + ".onnx");
        assertTrue(Files.size(home.resolve(set + ".onnx")) > 0);
        idem("report", run, "--out", set + ".html");
        assertTrue(Files.readString(home.resolve(set + ".html"), StandardCharsets.UTF_8)
                .contains(run));
        idem("events", run);
        assertEquals(List.of(), strangers());
    }

    private static String[] with(List<String> keys, String... words) {
        return Stream.concat(Stream.of(words), keys.stream()).toArray(String[]::new);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private long step() throws Exception {
        JsonNode runs = json(idem("runs", "--json"));
        assertEquals(1, runs.size(), runs::toString);
        return runs.get(0).path("step").asLong();
    }

    /** Names in the run with digits that no other machine looks for. */
    private List<String> strangers() throws IOException {
        Path run = onlyRun();
        try (Stream<Path> files = Files.walk(run)) {
            return files.map(file -> run.relativize(file).toString())
                    .filter(file -> file.chars().anyMatch(c -> Character.isDigit(c) && c > '9'))
                    .toList();
        }
    }
}
