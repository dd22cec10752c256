package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** {@code status.json}: replaced whole at each heartbeat, so that a reader never sees half of it. */
final class StatusFile {
    private StatusFile() {}

    static void write(Path file, RunStatus status) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("state", status.state().name());
        node.put("pid", status.pid());
        node.put("host", status.host());
        node.put("started", status.started().toString());
        node.put("heartbeat", status.heartbeat().toString());
        node.put("step", status.step());
        node.put("total_steps", status.totalSteps());
        node.put("epoch", status.epoch());
        node.put("epochs", status.epochs());
        Json.put(node, "eta_seconds", status.etaSeconds());
        Json.put(node, "images_per_second", status.imagesPerSecond());
        node.put("message", status.message());
        Json.write(file, node);
    }

    /** What the file says; a run without a status was prepared and never started. */
    static RunStatus read(Path file) {
        if (!Files.exists(file)) {
            return RunStatus.prepared(Instant.EPOCH);
        }
        JsonNode node = Json.read(file);
        return new RunStatus(
                RunStatus.State.valueOf(node.path("state").asText("STARTING")),
                node.path("pid").asLong(),
                node.path("host").asText(),
                instant(node, "started"),
                instant(node, "heartbeat"),
                node.path("step").asLong(),
                node.path("total_steps").asLong(),
                node.path("epoch").asInt(),
                node.path("epochs").asInt(),
                Json.number(node, "eta_seconds"),
                Json.number(node, "images_per_second"),
                node.path("message").asText());
    }

    private static Instant instant(JsonNode node, String name) {
        return node.hasNonNull(name) ? Instant.parse(node.get(name).asText()) : Instant.EPOCH;
    }
}
