package org.idem.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user unpacks holds all that is needed and starts wherever it is put. */
class DistTest {
    private static final Path ROOT = Path.of(System.getProperty("idem.root"));
    private static final Path PRODUCT = ROOT.resolve("releng/product/target/products/idem/linux/gtk/x86_64");

    /** Beside the product, so that its files are linked instead of copied. */
    @TempDir
    static Path scratch;

    private static Path home;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void stage() throws Exception {
        assertTrue(Files.isDirectory(PRODUCT.resolve("plugins")), "the product is built before this module");
        home = scratch.resolve("un packed: 人脸").resolve("idem");
        run(
                Map.of(),
                "bash",
                ROOT.resolve("releng/dist/stage.sh").toString(),
                ROOT.toString(),
                PRODUCT.toString(),
                home.toString());
    }

    private static Outcome run(Map<String, String> environment, String... command) throws Exception {
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("DISPLAY"));
        builder.environment().put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    private static Outcome idem(String... words) throws Exception {
        return run(
                Map.of("LC_ALL", "C"),
                Stream.concat(Stream.of(home.resolve("idem").toString()), Stream.of(words))
                        .toArray(String[]::new));
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyBundleThatEquinoxStartsIsThere() throws IOException {
        List<String> lines =
                Files.readAllLines(home.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"));
        List<String> locations = lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",")[2])
                .toList();
        assertTrue(locations.size() > 50, "bundles.info lists the workbench");
        assertTrue(locations.stream().anyMatch(location -> location.contains("org.idem.app_")));
        assertEquals(
                List.of(),
                locations.stream()
                        .filter(one -> !Files.exists(home.resolve(one)))
                        .toList());
        assertTrue(names("plugins").stream().anyMatch(name -> name.startsWith("org.eclipse.equinox.launcher_")));
    }

    @Test
    void commandsAndEngineAreThere() throws IOException {
        for (String jar : List.of("org.idem.cli", "org.idem.launch", "picocli")) {
            assertTrue(names("cli").stream().anyMatch(name -> name.startsWith(jar + "-")), jar);
        }
        for (String jar : List.of(
                "org.idem.train", "org.idem.export", "org.idem.protocol", "onnxruntime", "pytorch-native-cpu")) {
            assertTrue(names("engine").stream().anyMatch(name -> name.startsWith(jar + "-")), jar);
        }
        assertTrue(names("configs").contains("quickstart.yaml"));
        assertTrue(names("").containsAll(List.of("LICENSE", "README.md", "docs", "idem", "lib")));
    }

    @Test
    void nothingNamesTheFolderThatItWasBuiltIn() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!file.toString().endsWith(".jar")) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    assertFalse(text.contains(ROOT.toString()), file.toString());
                }
            }
        }
    }

    @Test
    void commandsRunWhereverItIsAndWhateverTheLocale() throws Exception {
        Outcome help = idem("--help");
        assertEquals(0, help.exitCode(), help.err());
        assertTrue(help.out().contains("Usage: idem"), help.out());
        String[] generate =
                "data generate --identities 2 --images 2 --pairs 2 --verify-identities 2 --size 32 --json --out"
                        .split(" ");
        Outcome drawn =
                idem(Stream.concat(Stream.of(generate), Stream.of("脸 faces")).toArray(String[]::new));
        assertEquals(0, drawn.exitCode(), drawn.err());
        assertTrue(Files.exists(scratch.resolve("脸 faces/train.rec")), drawn.out());
    }

    @Test
    void whatTheMachineLacksIsSaidWithItsPackage() throws Exception {
        Path programs = Files.createDirectories(scratch.resolve("programs"));
        for (String program : List.of("bash", "dirname", "readlink", "uname", "sed", "grep", "locale", "basename")) {
            Path real = Path.of("/usr/bin", program);
            Files.createSymbolicLink(programs.resolve(program), Files.exists(real) ? real : Path.of("/bin", program));
        }
        String script = Files.readString(home.resolve("idem")).replace("/usr/lib/jvm/", "/nowhere/");
        Path start = Files.writeString(home.resolve("idem-without-java"), script);
        Map<String, String> bare = Map.of("PATH", programs.toString(), "DISPLAY", ":77", "JAVA_HOME", "");
        Outcome lacking = run(bare, "/bin/bash", start.toString());
        assertEquals(2, lacking.exitCode(), lacking.err());
        assertTrue(lacking.err().contains("lacks Java 17"), lacking.err());
        assertTrue(lacking.err().contains("openjdk-17-jre-headless"), lacking.err());
        Outcome build = idem("build");
        assertEquals(2, build.exitCode());
        assertTrue(build.err().contains("needs the sources"), build.err());
    }

    @Test
    void theWorkbenchFindsAllThatItsBundlesImportAndNoEngine() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        Set<String> provided = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getPackages().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> plugins = Files.list(PRODUCT.resolve("plugins"))) {
            for (Path plugin : plugins.filter(Files::isRegularFile).toList()) {
                try (JarFile jar = new JarFile(plugin.toFile())) {
                    provided.addAll(packages(jar, "Export-Package"));
                    String name = plugin.getFileName().toString();
                    if (name.startsWith("org.idem.")) {
                        imports.put(name.substring(0, name.indexOf('_')), packages(jar, "Import-Package"));
                    }
                }
            }
        }
        List<String> shown = List.of("model", "plan", "input", "verify", "chart", "watch", "protocol", "launch");
        shown.forEach(bundle -> assertTrue(imports.containsKey("org.idem." + bundle), bundle));
        imports.forEach((bundle, wanted) -> {
            assertEquals(Set.of(), minus(wanted, provided), bundle);
            assertTrue(
                    wanted.stream().noneMatch(name -> name.matches("(ai\\.djl|org\\.bytedeco|org\\.idem\\.train).*")));
        });
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    /** Names of the packages of a header, without those that a bundle can do without. */
    private static Set<String> packages(JarFile jar, String header) throws IOException {
        String value = jar.getManifest().getMainAttributes().getValue(header);
        return value == null
                ? Set.of()
                : Arrays.stream(value.replaceAll("\"[^\"]*\"", "").split(","))
                        .filter(clause -> !clause.contains("resolution:=optional"))
                        .map(clause -> clause.split(";")[0].strip())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
