package org.idem.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;

/** Reads and writes the small JSON files of a run. Numbers that JSON lacks are written as {@code null}. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    private static final int LONGEST = 32 << 20;

    private Json() {}

    static void write(Path file, JsonNode node) {
        AtomicFiles.write(file, out -> MAPPER.writeValue(out, node));
    }

    /** Whether there is a file to read: a pipe or a folder of its name is none. */
    static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }

    /** @throws UncheckedIOException also for what is no file, no JSON or longer than any of ours */
    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(BoundedFiles.readAllBytes(file, LONGEST));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }
}
