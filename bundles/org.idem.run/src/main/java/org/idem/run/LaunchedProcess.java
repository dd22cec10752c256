package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that is to take a run over, as its launcher wrote it down: {@code process.json}. It tells whether anything
 * still comes of a run whose trainer has not said a word yet.
 *
 * @param pid the trainer, or its launcher before the trainer was started
 * @param host name of the machine that the process is on
 * @param when when this was written
 */
public record LaunchedProcess(long pid, String host, Instant when) {

    /** A process of this machine. */
    public static LaunchedProcess here(long pid, Instant now) {
        return new LaunchedProcess(pid, HostName.get(), now);
    }

    void write(Path file) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("pid", pid);
        node.put("host", host);
        node.put("when", when.toString());
        Json.write(file, node);
    }

    /** What the file says; empty if there is none, or nothing that can be understood. */
    static Optional<LaunchedProcess> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = Json.read(file);
            Instant when = Instant.parse(node.path("when").asText());
            return Optional.of(new LaunchedProcess(
                    node.path("pid").asLong(), node.path("host").asText(), when));
        } catch (UncheckedIOException | DateTimeException e) {
            System.getLogger(LaunchedProcess.class.getName()).log(System.Logger.Level.DEBUG, file.toString(), e);
            return Optional.empty();
        }
    }
}
