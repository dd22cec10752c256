package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code status.json}: replaced whole at each heartbeat, so that a reader never sees half of it. */
final class StatusFile {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    /** Steps, seconds, images: more than this, exactly held by a double, nobody counts. */
    private static final double MOST = 1L << 53;

    /** More processes than any training has. */
    private static final int MOST_RANKS = 1 << 16;

    private StatusFile() {}

    static void write(Path file, RunStatus status) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("state", status.state().name());
        Heartbeat heartbeat = status.heartbeat();
        node.put("pid", heartbeat.pid());
        node.put("host", heartbeat.host());
        node.put("started", heartbeat.started().toString());
        node.put("heartbeat", heartbeat.time().toString());
        TrainingProgress progress = status.progress();
        node.put("step", progress.step());
        node.put("total_steps", progress.totalSteps());
        node.put("epoch", progress.epoch());
        node.put("epochs", progress.epochs());
        Json.put(node, "eta_seconds", progress.etaSeconds());
        Json.put(node, "images_per_second", progress.imagesPerSecond());
        node.put("message", status.message());
        if (!status.ranks().isEmpty()) {
            ArrayNode ranks = node.putArray("ranks");
            status.ranks().forEach(rank -> put(ranks.addObject(), rank));
        }
        try {
            Json.write(file, node);
        } catch (UncheckedIOException e) {
            if (!status.state().isEnd() || !overwrite(file, node)) {
                throw e;
            }
        }
    }

    private static void put(ObjectNode node, RankHeartbeat rank) {
        node.put("rank", rank.rank());
        node.put("host", rank.host());
        node.put("pid", rank.pid());
        node.put("heartbeat", rank.time().toString());
    }

    /**
     * Writes over the file that is there, which takes no room on a full disk: how a training ended should be known, and
     * nobody writes after that. Whether it could.
     */
    private static boolean overwrite(Path file, ObjectNode node) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(node));
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.truncate(bytes.limit());
            channel.force(true);
            return true;
        } catch (IOException e) {
            System.getLogger(StatusFile.class.getName()).log(System.Logger.Level.DEBUG, file.toString(), e);
            return false;
        }
    }

    /** What the file says, as far as it can be believed; a run without a status was prepared and never started. */
    static RunStatus read(Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            return RunStatus.unknown("The folder of this run is gone");
        }
        if (!Files.exists(file)) {
            return RunStatus.prepared(Instant.EPOCH);
        }
        try {
            return status(Json.read(file));
        } catch (UncheckedIOException e) {
            return RunStatus.unknown(file.getFileName() + " cannot be read: "
                    + firstLine(e.getCause().getMessage()));
        }
    }

    /** Whether a file of that name is a status of a training, and not of something else. */
    static boolean isOurs(Path file) {
        return read(file).state() != RunStatus.State.UNKNOWN;
    }

    private static RunStatus status(JsonNode node) {
        String word = node.path("state").isTextual() ? node.path("state").asText() : "";
        RunStatus.State state = state(word);
        String message = node.path("message").asText();
        if (state == RunStatus.State.UNKNOWN) {
            message = word.isEmpty()
                    ? "status.json is no status of a training"
                    : "status.json has the state '" + word + "', which this version does not know";
        }
        return new RunStatus(state, heartbeat(node), progress(node), message, ranks(node.path("ranks")));
    }

    private static List<RankHeartbeat> ranks(JsonNode nodes) {
        List<RankHeartbeat> ranks = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isObject() && ranks.size() < MOST_RANKS) {
                ranks.add(new RankHeartbeat(
                        (int) Math.min(MOST_RANKS, atLeastZero(node, "rank")),
                        node.path("host").asText(),
                        atLeastZero(node, "pid"),
                        instant(node, "heartbeat")));
            }
        }
        return ranks;
    }

    private static Heartbeat heartbeat(JsonNode node) {
        return new Heartbeat(
                atLeastZero(node, "pid"),
                node.path("host").asText(),
                instant(node, "started"),
                instant(node, "heartbeat"));
    }

    private static TrainingProgress progress(JsonNode node) {
        return new TrainingProgress(
                atLeastZero(node, "step"),
                atLeastZero(node, "total_steps"),
                (int) Math.min(Integer.MAX_VALUE, atLeastZero(node, "epoch")),
                (int) Math.min(Integer.MAX_VALUE, atLeastZero(node, "epochs")),
                measured(node, "eta_seconds"),
                measured(node, "images_per_second"));
    }

    private static RunStatus.State state(String word) {
        return Arrays.stream(RunStatus.State.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(RunStatus.State.UNKNOWN);
    }

    private static long atLeastZero(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? (long) Math.max(0, Math.min(MOST, value.doubleValue())) : 0;
    }

    private static double measured(JsonNode node, String name) {
        double value = Json.number(node, name);
        return value >= 0 && value <= MOST ? value : Double.NaN;
    }

    /** The time that is said; 1970 when none is, or one that no training can have. */
    private static Instant instant(JsonNode node, String name) {
        try {
            Instant said = Instant.parse(node.path(name).asText());
            return said.isBefore(Instant.EPOCH) || said.isAfter(LATEST) ? Instant.EPOCH : said;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static String firstLine(String text) {
        return text == null ? "unknown reason" : text.lines().findFirst().orElse("");
    }
}
