package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.idem.core.Progress;

/** Tells whoever started this process how far it is, one JSON object a line. The process is cancelled by ending it. */
final class JsonLines implements Progress {
    private static final long NANOS_BETWEEN_LINES = 200_000_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;
    private long last = System.nanoTime() - NANOS_BETWEEN_LINES;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void report(double fraction, Supplier<String> message) {
        long now = System.nanoTime();
        if (now - last >= NANOS_BETWEEN_LINES) {
            last = now;
            print(mapper.createObjectNode().put("fraction", fraction).put("message", message.get()));
        }
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    /** The last line. */
    void result(ObjectNode result) {
        ObjectNode line = mapper.createObjectNode();
        line.set("result", result);
        print(line);
    }

    private synchronized void print(ObjectNode line) {
        try {
            out.println(mapper.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
