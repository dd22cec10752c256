package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last value of every metric in a small file beside the log, so that a table of ten thousand runs opens without
 * reading their logs. It may lag {@link #EVERY} behind a trainer that was killed.
 */
final class LastMetrics implements MetricSink {
    private static final System.Logger LOG = System.getLogger(LastMetrics.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(2);

    private record Last(long step, double value) {}

    private final Path file;
    private final Map<String, Last> values = new LinkedHashMap<>();
    private long savedAt = System.nanoTime();

    private LastMetrics(Path file) {
        this.file = file;
    }

    /** No values yet; those of a log come by reading it into this. */
    static LastMetrics empty(Path file) {
        return new LastMetrics(file);
    }

    /** What the file says; where it is missing or damaged, what the log beside it says. */
    static LastMetrics read(Path file, MetricLog log) {
        LastMetrics metrics = new LastMetrics(file);
        if (!metrics.load()) {
            metrics.values.clear();
            log.readFrom(0, metrics);
        }
        return metrics;
    }

    private boolean load() {
        try {
            JsonNode root = Json.read(file);
            root.fields().forEachRemaining(field -> {
                JsonNode step = field.getValue().path("step");
                if (step.isIntegralNumber()) {
                    values.put(field.getKey(), new Last(step.asLong(), Json.number(field.getValue(), "value")));
                }
            });
            return root.isObject() && !values.isEmpty() && values.size() == root.size();
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "read from the log instead", e);
            return false;
        }
    }

    @Override
    public void value(String tag, long step, double wallSeconds, double value) {
        Last before = values.get(tag);
        if (before == null || before.step() <= step) {
            values.put(tag, new Last(step, value));
        }
    }

    @Override
    public void superseded(long step) {
        values.values().removeIf(last -> last.step() > step);
    }

    Map<String, Double> values() {
        Map<String, Double> plain = new LinkedHashMap<>();
        values.forEach((tag, last) -> plain.put(tag, last.value()));
        return plain;
    }

    void put(long step, Map<String, Double> row) {
        row.forEach((tag, value) -> values.put(tag, new Last(step, value)));
        if (System.nanoTime() - savedAt > EVERY.toNanos()) {
            saveIfPossible();
        }
    }

    void truncateAfter(long step) {
        values.values().removeIf(last -> last.step() > step);
        saveIfPossible();
    }

    /** The log has it all; a disk that is full for this file is no reason to lose a row of the log. */
    void saveIfPossible() {
        try {
            save();
        } catch (UncheckedIOException e) {
            savedAt = System.nanoTime();
            System.getLogger(LastMetrics.class.getName()).log(System.Logger.Level.DEBUG, "not saved", e);
        }
    }

    private void save() {
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
