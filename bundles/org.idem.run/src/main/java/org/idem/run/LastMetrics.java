package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last value of every metric in a small file beside the log, so that a table of ten thousand runs opens without
 * reading their logs. It may lag {@link #EVERY} behind a trainer that was killed.
 */
final class LastMetrics {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private record Last(long step, double value) {}

    private final Path file;
    private final Map<String, Last> values = new LinkedHashMap<>();
    private long savedAt = System.nanoTime();

    private LastMetrics(Path file) {
        this.file = file;
    }

    static LastMetrics read(Path file) {
        LastMetrics metrics = new LastMetrics(file);
        if (Files.exists(file)) {
            JsonNode root = Json.read(file);
            root.fields()
                    .forEachRemaining(field -> metrics.values.put(
                            field.getKey(),
                            new Last(field.getValue().path("step").asLong(), Json.number(field.getValue(), "value"))));
        }
        return metrics;
    }

    Map<String, Double> values() {
        Map<String, Double> plain = new LinkedHashMap<>();
        values.forEach((tag, last) -> plain.put(tag, last.value()));
        return plain;
    }

    void put(long step, Map<String, Double> row) {
        row.forEach((tag, value) -> values.put(tag, new Last(step, value)));
        if (System.nanoTime() - savedAt > EVERY.toNanos()) {
            save();
        }
    }

    void truncateAfter(long step) {
        values.values().removeIf(last -> last.step() > step);
        save();
    }

    void save() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        values.forEach((tag, last) -> {
            ObjectNode node = root.putObject(tag);
            node.put("step", last.step());
            Json.put(node, "value", last.value());
        });
        Json.write(file, root);
        savedAt = System.nanoTime();
    }
}
