package org.idem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.run.RunCommandLine;
import org.idem.run.RunDirectory;
import org.idem.run.query.ConfigValues;

/**
 * {@code launch.json} of a run: the folder that relative paths of its configuration start from, the configuration file
 * that it was made of, and where each value came from.
 */
final class LaunchRecord {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final System.Logger LOG = System.getLogger(LaunchRecord.class.getName());
    private static final int LONGEST = 4 << 20;

    private LaunchRecord() {}

    static void write(RunDirectory run, Path folder, Path config, Map<String, String> origins) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("folder", folder.toAbsolutePath().toString());
        node.put("config", config == null ? null : config.toString());
        ObjectNode from = node.putObject("origins");
        origins.forEach(from::put);
        commandLine(run, folder, config, origins).forEach(node.putArray(RunCommandLine.KEY)::add);
        try {
            AtomicFiles.write(file(run), MAPPER.writeValueAsString(node));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(run), e);
        }
    }

    /** The words that train the same again: what the configuration file does not say is said by options. */
    private static List<String> commandLine(RunDirectory run, Path folder, Path config, Map<String, String> origins) {
        if (config == null) {
            return List.of();
        }
        Path absolute = config.toAbsolutePath().normalize();
        Path start = folder.toAbsolutePath().normalize();
        List<String> words = new ArrayList<>(List.of("./idem", "train", "-c"));
        words.add((absolute.startsWith(start) ? start.relativize(absolute) : absolute).toString());
        Map<String, String> values = ConfigValues.read(run.configFile());
        origins.forEach((key, origin) -> {
            if (origin.equals("override") && values.containsKey(key)) {
                words.addAll(List.of("-o", key + "=" + values.get(key)));
            }
        });
        return words;
    }

    /** The folder that a run was started in; {@code otherwise} if nobody wrote it down readably, or it is gone. */
    static Path folder(RunDirectory run, Path otherwise) {
        if (!Files.exists(file(run))) {
            return otherwise;
        }
        try {
            JsonNode node = MAPPER.readTree(BoundedFiles.readAllBytes(file(run), LONGEST));
            Path folder = Path.of(node.path("folder").asText());
            return folder.isAbsolute() && Files.isDirectory(folder) ? folder : otherwise;
        } catch (IOException | InvalidPathException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "passed over: " + file(run) + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return otherwise;
        }
    }

    private static Path file(RunDirectory run) {
        return run.path().resolve("launch.json");
    }
}
