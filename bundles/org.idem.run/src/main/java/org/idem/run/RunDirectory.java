package org.idem.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The folder of one run: all that its trainer writes and its viewers read. Opening one touches no more than its name;
 * any number of processes may read while one trains.
 */
public final class RunDirectory {
    private static final System.Logger LOG = System.getLogger(RunDirectory.class.getName());
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}(-.*)?");
    private static final String CONFIG = "config.yaml";
    private static final String STATUS = "status.json";
    private static final String PROCESS = "process.json";
    private static final String METRICS = "metrics";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String EVAL = "eval";
    private static final String EXPORT = "export";
    /** What is made first. */
    private static final Set<String> FOLDERS = Set.of(METRICS, CHECKPOINTS, EVAL, EXPORT);

    private final Path path;
    private final MetricLog metrics;

    private RunDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
        this.metrics = new MetricLog(this.path.resolve(METRICS));
    }

    /**
     * Makes the folder {@code <yyyyMMdd-HHmmss>-<name>}, with {@code -2}, {@code -3}… behind it when there is one.
     *
     * @param runsFolder folder that holds runs; made when missing
     * @param name what the user calls the run; characters that trouble file systems and shells become {@code -}
     * @param clock gives the moment, and the time zone in which the name says it
     */
    public static RunDirectory create(Path runsFolder, String name, Clock clock) {
        String base = LocalDateTime.now(clock).format(STAMP) + suffix(name);
        Path folder = null;
        try {
            Files.createDirectories(runsFolder);
            folder = firstFree(runsFolder, base);
            return fill(new RunDirectory(folder), clock);
        } catch (IOException | UncheckedIOException e) {
            if (folder != null) {
                AtomicFiles.deleteTree(folder);
            }
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            throw new UncheckedIOException("Cannot create a run in " + runsFolder, cause);
        }
    }

    private static RunDirectory fill(RunDirectory run, Clock clock) throws IOException {
        Files.createDirectory(run.path.resolve(METRICS));
        Files.createDirectory(run.checkpoints());
        Files.createDirectory(run.eval());
        Files.createDirectory(run.export());
        run.writeStatus(RunStatus.prepared(clock.instant()));
        return run;
    }

    /**
     * Opens a run that exists; nothing but the presence of its files is looked at.
     *
     * @throws InputException if the folder is not a run
     */
    public static RunDirectory open(Path path) {
        if (!isRun(path)) {
            throw new InputException(Problem.error(
                    path,
                    "",
                    Files.isDirectory(path) ? "This folder is not a run" : "There is no such run",
                    "name a folder that holds " + STATUS + ", such as runs/20260131-141500-quickstart"));
        }
        return new RunDirectory(path);
    }

    /** A folder that was found to be a run, or what is left of one. */
    static RunDirectory at(Path path) {
        return new RunDirectory(path);
    }

    /** Whether a folder is a run. */
    public static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(STATUS)) || Files.exists(folder.resolve(CONFIG)) || isUnfinished(folder);
    }

    /** The run that a folder is a checkpoint of; empty if it is in none. */
    public static Optional<Path> ofCheckpoint(Path checkpoint) {
        Path checkpoints = checkpoint.toAbsolutePath().normalize().getParent();
        Path run = checkpoints == null ? null : checkpoints.getParent();
        return run != null && at(run).checkpoints().equals(checkpoints) && isRun(run)
                ? Optional.of(run)
                : Optional.empty();
    }

    /** Whether a folder was made for a run by a process that was killed, or found no room, before it wrote any more. */
    static boolean isUnfinished(Path folder) {
        Path name = folder.getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches() || !Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(entry -> {
                String inside = entry.getFileName().toString();
                return inside.endsWith(".part") || FOLDERS.contains(inside) && Files.isDirectory(entry);
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, folder.toString(), e);
            return false;
        }
    }

    private static Path firstFree(Path runsFolder, String base) throws IOException {
        for (int number = 1; ; number++) {
            Path candidate = runsFolder.resolve(number == 1 ? base : base + "-" + number);
            try {
                return Files.createDirectory(candidate);
            } catch (FileAlreadyExistsException e) {
                if (number == 10_000) {
                    throw e;
                }
            }
        }
    }

    private static String suffix(String name) {
        String plain = Names.plain(name);
        return plain.isEmpty() ? "" : "-" + plain;
    }

    /** Returns the absolute path of the run's folder. */
    public Path path() {
        return path;
    }

    /** The name of the folder. */
    public String name() {
        return path.getFileName().toString();
    }

    /** The name without the moment that the run began at, where anything else is left. */
    public String shortName() {
        String name = name().replaceFirst("^\\d{8}-\\d{6}-", "");
        return name.isEmpty() ? name() : name;
    }

    /** What it is called beside others: the short name where that is one run's only. */
    public String nameAmong(List<RunDirectory> runs) {
        String shortName = shortName();
        long alike =
                runs.stream().filter(run -> run.shortName().equals(shortName)).count();
        return alike == 1 ? shortName : name();
    }

    /** The effective configuration, in the language of configurations. */
    public Path configFile() {
        return path.resolve(CONFIG);
    }

    /** Machine, libraries and choices of the run, as JSON. */
    public Path environmentFile() {
        return path.resolve("environment.json");
    }

    /** Returns the file that takes what the trainer prints. */
    public Path logFile() {
        return path.resolve("train.log");
    }

    /** Folder of checkpoints; see {@link CheckpointStore}. */
    public Path checkpoints() {
        return path.resolve(CHECKPOINTS);
    }

    /** Folder of evaluations; see {@link EvaluationStore}. */
    public Path eval() {
        return path.resolve(EVAL);
    }

    /** Folder of exported models and their proofs. */
    public Path export() {
        return path.resolve(EXPORT);
    }

    /** The report, self-contained HTML. */
    public Path reportFile() {
        return path.resolve("report.html");
    }

    /** Asks the trainer, by being there, to save and end. */
    public Path stopFile() {
        return path.resolve("stop");
    }

    /** What the trainer last said. */
    public RunStatus status() {
        return StatusFile.read(path.resolve(STATUS));
    }

    /** Writes the status atomically: a reader sees the former one or this one. */
    public void writeStatus(RunStatus status) {
        requireFolder();
        StatusFile.write(path.resolve(STATUS), status);
    }

    /** What the run is now, as far as one can tell from this machine. */
    public RunStatus.LiveState live(Clock clock) {
        return live(status(), clock);
    }

    /**
     * The same of a status that was just read. A process that ended between the reading of its status and the look at
     * it is asked again, so that a normal end never looks like a crash.
     */
    public RunStatus.LiveState live(RunStatus status, Clock clock) {
        if (status.state().isEnd()) {
            // Nothing more is to be known of it, so nothing more is read.
            return RunStatus.LiveState.valueOf(status.state().name());
        }
        RunStatus.LiveState state = liveness().state(status, clock.instant());
        return state == RunStatus.LiveState.CRASHED ? liveness().state(status(), clock.instant()) : state;
    }

    private Liveness liveness() {
        return Liveness.of(path.resolve(METRICS), LaunchedProcess.read(path.resolve(PROCESS)));
    }

    /** Whether it is certain that a process writes this run. */
    public boolean isBeingWritten() {
        return WriterLock.probe(path.resolve(METRICS)) == WriterLock.State.HELD;
    }

    /** Whether a process works on this run, or may still do so: one was started for it and is not known to be gone. */
    public boolean isInUse(Clock clock) {
        RunStatus status = status();
        boolean started = status.heartbeat().pid() > 0
                || LaunchedProcess.read(path.resolve(PROCESS)).isPresent();
        return isBeingWritten() || started && live(status, clock).isAlive();
    }

    /** Whether this is all that is left of a run whose creation was cut short: it cannot be trained. */
    public boolean isHusk() {
        return !Files.exists(configFile()) && metrics.bytes() == 0 && isEmpty(checkpoints());
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    /** Writes down which process is to take the run over. */
    public void writeLaunched(LaunchedProcess process) {
        process.write(path.resolve(PROCESS));
    }

    /** Whether someone asked the trainer to end. */
    public boolean stopRequested() {
        return Files.exists(stopFile());
    }

    /** Asks the trainer to save and end. */
    public void requestStop() {
        requireFolder();
        AtomicFiles.write(stopFile(), "");
    }

    /** Takes the request back, as a resumed trainer does. */
    public void clearStop() {
        try {
            Files.deleteIfExists(stopFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + stopFile(), e);
        }
    }

    /**
     * Writes the effective configuration, with a heading that tells what did not come from the file itself.
     *
     * @param effectiveYaml all keys with the values that count
     * @param origins where each dotted key comes from: {@code file:line}, {@code override} or {@code default}
     */
    public void writeConfig(String effectiveYaml, Map<String, String> origins) {
        StringBuilder text = new StringBuilder();
        origins.entrySet().stream()
                .filter(origin -> origin.getValue().equals("override"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(origin ->
                        text.append("# override: ").append(origin.getKey()).append('\n'));
        AtomicFiles.write(configFile(), text.append(effectiveYaml).toString());
    }

    /** Writes {@code environment.json}. Values are texts, numbers, booleans, lists and maps. */
    public void writeEnvironment(Map<String, ?> environment) {
        Json.write(environmentFile(), Json.MAPPER.valueToTree(environment));
    }

    /** What {@code environment.json} holds; empty when there is none yet, or a damaged one. */
    public Map<String, Object> environment() {
        try {
            JsonNode root = Json.exists(environmentFile()) ? Json.read(environmentFile()) : MissingNode.getInstance();
            return root.isObject()
                    ? Json.MAPPER.convertValue(root, new TypeReference<Map<String, Object>>() {})
                    : Map.of();
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "passed over: {0}", e.getMessage());
            return Map.of();
        }
    }

    /** Opens the metric log for adding; one writer at a time. */
    public MetricLog.Writer openMetrics() {
        requireFolder();
        MetricLog.Writer writer = metrics.openWriter();
        // Who may write this run alone may also clear what its writers left when they were killed.
        List.of(path, path.resolve(METRICS), eval()).forEach(RunFiles::clearAbandoned);
        return writer;
    }

    /** A run that someone removed is not made anew by what was meant for it. */
    private void requireFolder() {
        if (!Files.isDirectory(path)) {
            throw new InputException(Problem.error(path, "", "The folder of this run is gone", "start a new run"));
        }
    }

    /** The metric log, for reading. */
    public MetricLog metrics() {
        return metrics;
    }

    /** What the trainer noticed and did about it. */
    public EventLog events() {
        return new EventLog(path.resolve("events.jsonl"));
    }

    /** The last value of every metric, without reading the log. */
    public Map<String, Double> lastMetrics() {
        return LastMetrics.read(path.resolve(METRICS).resolve(MetricLog.LAST), metrics)
                .values();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunDirectory run && path.equals(run.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
