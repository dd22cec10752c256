package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idem.core.BoundedFiles;

/**
 * The events of a run, {@code events.jsonl}: one JSON object a line, only ever added to. A line that a killed writer left
 * unfinished is passed over, and so are kinds that only later versions know. One process writes; any number read.
 */
public final class EventLog {
    private static final ObjectReader READER = Json.MAPPER.reader();
    /** A hundred thousand events. */
    private static final int LONGEST = 64 << 20;

    private final Path file;

    /** The events in a file, which need not exist yet. */
    public EventLog(Path file) {
        this.file = file;
    }

    /** Adds an event; it is on the disk when this returns. */
    public void add(RunEvent event) {
        String line = toJson(event) + "\n";
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            String whole = endsInLine(channel) ? line : "\n" + line;
            ByteBuffer bytes = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static boolean endsInLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }

    /** Returns all events, oldest first; lines that are no events are left out. */
    public List<RunEvent> read() {
        List<RunEvent> events = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return events;
        }
        try {
            // Not readAllLines: half a character at a torn end is no reason to fail.
            String text = BoundedFiles.readText(file, LONGEST);
            text.lines().forEach(line -> fromJson(line).ifPresent(events::add));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Size of the file in bytes, by which a reader tells whether there is something new. */
    public long bytes() {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String toJson(RunEvent event) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("step", event.step());
        node.put("when", event.when().toString());
        node.put("kind", event.kind().name());
        node.put("parameter", event.parameter());
        node.put("handling", event.handling().name());
        node.put("message", event.message());
        return node.toString();
    }

    private static Optional<RunEvent> fromJson(String line) {
        try {
            JsonNode node = READER.readTree(line);
            return Optional.of(new RunEvent(
                    node.path("step").asLong(),
                    Instant.parse(node.path("when").asText()),
                    RunEvent.Kind.valueOf(node.path("kind").asText()),
                    node.path("parameter").asText(),
                    node.path("message").asText(),
                    RunEvent.Handling.valueOf(node.path("handling").asText())));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            System.getLogger(EventLog.class.getName()).log(System.Logger.Level.DEBUG, "passed over", e);
            return Optional.empty();
        }
    }
}
