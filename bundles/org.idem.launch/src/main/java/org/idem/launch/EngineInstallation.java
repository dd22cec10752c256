package org.idem.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.Request;

/** Where the engine is: the class path of its processes and the JVM that runs them. */
public final class EngineInstallation {
    /** Main class that trains. */
    static final String TRAINER = "org.idem.train.TrainerMain";

    /** Main class that exports. */
    private static final String EXPORTER = "org.idem.export.ExportMain";

    /** Main class that judges models. */
    private static final String EVALUATOR = "org.idem.export.evaluation.EvaluationMain";

    /**
     * How often a waiting thread of libtorch looks for work before it sleeps. A network is hundreds of short loops: sleep
     * at once and a tenth to a third of a step is waking up, spin on and those that decode images lack the processors.
     */
    private static final String SHORT_SPIN = "20000";

    /** Module of this Java with which the trainer's kernels are written. */
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final String classPath;
    private final Path java;

    private EngineInstallation(String classPath) {
        this.classPath = classPath;
        this.java = Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * The engine of this product: the folder that system property {@code idem.engine} or environment variable
     * {@code IDEM_ENGINE} names, else {@code engine} beside the folder that this code was loaded from.
     *
     * @throws InputException if there is none
     */
    public static EngineInstallation locate() {
        return named(System.getProperty("idem.engine"))
                .or(() -> named(System.getenv("IDEM_ENGINE")))
                .or(() -> besideThisCode().filter(EngineInstallation::holdsJars))
                .map(EngineInstallation::ofFolder)
                .orElseThrow(() -> missing(null));
    }

    /**
     * An engine whose jars stand in one folder.
     *
     * @throws InputException if the folder holds no jars, or no class path can name it
     */
    public static EngineInstallation ofFolder(Path folder) {
        if (!holdsJars(folder)) {
            throw missing(folder);
        }
        String classPath = folder.toAbsolutePath() + File.separator + "*";
        if (classPath.contains(File.pathSeparator)) {
            throw new InputException(Problem.error(
                    folder,
                    "",
                    "Java cannot load from a folder with '" + File.pathSeparator + "' in its path",
                    "rename the folder, or reach it by a link without"));
        }
        return new EngineInstallation(classPath);
    }

    /** An engine with any class path. */
    public static EngineInstallation ofClassPath(String classPath) {
        return new EngineInstallation(classPath);
    }

    private static Optional<Path> named(String folder) {
        return folder == null || folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    private static Optional<Path> besideThisCode() {
        CodeSource source = EngineInstallation.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            URI location = source.getLocation().toURI();
            if (!"file".equals(location.getScheme())) {
                return Optional.empty();
            }
            Path folder = Path.of(location).getParent();
            return Optional.ofNullable(folder).map(f -> f.resolveSibling("engine"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsJars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static InputException missing(Path folder) {
        return new InputException(Problem.error(
                folder,
                "",
                folder == null ? "The training engine is missing" : "There are no jars of the training engine here",
                "build the product with ./idem build, or let IDEM_ENGINE name the folder that holds the"
                        + " engine's jars"));
    }

    /** The main class that does what is asked for. */
    static String mainClass(Request request) {
        if (request instanceof Request.Train) {
            return TRAINER;
        }
        return request instanceof Request.Export ? EXPORTER : EVALUATOR;
    }

    /**
     * Command line of an engine process.
     *
     * @param arguments a file with the request, or nothing if it comes on standard input
     */
    List<String> command(String mainClass, List<String> arguments, Memory memory) {
        return command(mainClass, arguments, memory, List.of());
    }

    /**
     * As {@link #command(String, List, Memory)}.
     *
     * @param properties system properties, each {@code name=value}
     */
    List<String> command(String mainClass, List<String> arguments, Memory memory, List<String> properties) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + (memory.heapBytes() >> 20) + "m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (mainClass.equals(TRAINER)) {
            addVectorModule(command);
        }
        command.add("-Djava.awt.headless=true");
        command.add("-Dfile.encoding=UTF-8");
        // Names of files, where the machine has no locale that says so.
        command.add("-Dsun.jnu.encoding=UTF-8");
        // DJL would otherwise look for newer natives on the net and count its users.
        command.add("-Dai.djl.offline=true");
        command.add("-DOPT_OUT_TRACKING=true");
        properties.forEach(property -> command.add("-D" + property));
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** Without it the trainer does without kernels; with it Java writes a line of warning to standard error. */
    private static void addVectorModule(List<String> command) {
        if (ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()) {
            command.add("--add-modules");
            command.add(VECTOR_MODULE);
        }
    }

    /**
     * A builder for an engine process that runs in a folder. Variables that the user has set himself win.
     *
     * @param libraries variables that choose the libraries that it loads, with what the user has set in them already
     */
    ProcessBuilder process(List<String> command, Memory memory, Path folder, Map<String, String> libraries) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        for (Map.Entry<String, String> variable : memory.environment().entrySet()) {
            builder.environment().putIfAbsent(variable.getKey(), variable.getValue());
        }
        builder.environment().putIfAbsent("GOMP_SPINCOUNT", SHORT_SPIN);
        builder.environment().putAll(libraries);
        useUtf8(builder.environment());
        return builder;
    }

    /**
     * Makes UTF-8 the encoding of file names, as Java takes it from the locale: without it (cron, systemd, containers) files
     * cannot be named in other letters than English ones. A locale that says UTF-8 may still not be installed.
     */
    static void useUtf8(Map<String, String> environment) {
        boolean overridden = !environment.getOrDefault("LC_ALL", "").isEmpty();
        environment.put(overridden ? "LC_ALL" : "LC_CTYPE", "C.UTF-8");
    }
}
