package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where time went, by operation: what an operation took itself, without the operations that it called.
 *
 * @param milliseconds by name, longest first
 */
record OperationTimes(Map<String, Double> milliseconds) {

    /** One operation of a trace, and what of it is left when its parts are taken off. */
    private static final class Event {
        final String name;
        final double start;
        final double end;
        double own;

        Event(JsonNode node) {
            name = node.path("name").asText();
            start = node.path("ts").asDouble();
            own = node.path("dur").asDouble();
            end = start + own;
        }
    }

    /** Reads a trace in Chrome's format. */
    static OperationTimes of(Path trace) {
        try {
            JsonNode root = new ObjectMapper().readTree(trace.toFile());
            return of(root.isArray() ? root : root.path("traceEvents"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + trace, e);
        }
    }

    static OperationTimes of(JsonNode events) {
        Map<String, List<Event>> byThread = new LinkedHashMap<>();
        for (JsonNode node : events) {
            if (node.path("ph").asText().equals("X")) {
                byThread.computeIfAbsent(node.path("tid").asText(), thread -> new ArrayList<>())
                        .add(new Event(node));
            }
        }
        Map<String, Double> sums = new HashMap<>();
        byThread.values().forEach(thread -> {
            takeOffParts(thread);
            thread.forEach(event -> sums.merge(event.name, event.own / 1e3, Double::sum));
        });
        Map<String, Double> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return new OperationTimes(sorted);
    }

    private static void takeOffParts(List<Event> thread) {
        thread.sort(Comparator.<Event>comparingDouble(event -> event.start)
                .thenComparing(
                        Comparator.<Event>comparingDouble(event -> event.end).reversed()));
        Deque<Event> open = new ArrayDeque<>();
        for (Event event : thread) {
            while (!open.isEmpty() && open.peek().end <= event.start) {
                open.pop();
            }
            if (!open.isEmpty()) {
                open.peek().own -= event.end - event.start;
            }
            open.push(event);
        }
    }

    /** Sum over all operations. */
    double total() {
        return milliseconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
