package org.idem.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes and reads figures, one JSON object a line. */
record JsonLines(PrintStream out) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Standard output. */
    static JsonLines standard() {
        return new JsonLines(System.out);
    }

    /** One line. */
    void print(Map<String, ?> figures) {
        try {
            out.println(MAPPER.writeValueAsString(figures));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one line. */
    static JsonNode read(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not a line of JSON: " + line, e);
        }
    }
}
