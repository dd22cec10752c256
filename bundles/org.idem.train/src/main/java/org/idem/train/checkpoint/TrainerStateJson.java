package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.train.checkpoint.TrainerState.Division;
import org.idem.train.checkpoint.TrainerState.OptimizerProgress;
import org.idem.train.optim.LossScaler;

/** The file {@code state.json}: one flat object, whose keys older and newer versions know. */
final class TrainerStateJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TrainerStateJson() {}

    static ObjectNode format(TrainerState state) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("step", state.position().step());
        node.put("epoch", state.position().epoch());
        node.put("batch", state.position().batch());
        node.put("epochBatches", state.division().epochBatches());
        node.put("seed", state.seed());
        node.put("world", state.division().world());
        node.put("batchSize", state.division().batchSize());
        node.put("images", state.division().images());
        node.put("classes", state.division().classes());
        node.put("precision", state.precision());
        node.put("optimizer", state.optimizer().name());
        node.put("optimizerSteps", state.optimizer().steps());
        node.put("rate", state.optimizer().rate());
        node.put("best", state.best());
        node.put("config", state.config());
        ObjectNode head = node.putObject("head");
        state.head().forEach(head::put);
        if (state.lossScale() != null) {
            ObjectNode scale = node.putObject("lossScale");
            scale.put("scale", state.lossScale().scale());
            scale.put("sound", state.lossScale().soundSteps());
            scale.put("overflows", state.lossScale().overflows());
        }
        node.put("averagedSteps", state.averagedSteps());
        node.put("rollbacks", state.rollbacks().count());
        node.put("rateFactor", state.rollbacks().rateFactor());
        return node;
    }

    /**
     * Reads what {@link #format} wrote; keys that an older version did not have get their defaults.
     *
     * @throws IOException if the text is no such object
     */
    static TrainerState parse(byte[] json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        if (!node.path("step").isIntegralNumber() || !node.path("epoch").isInt()) {
            throw new IOException("it has no step or epoch");
        }
        return new TrainerState(
                new TrainingPosition(
                        node.path("step").asLong(),
                        node.path("epoch").asInt(),
                        node.path("batch").asInt()),
                division(node),
                new OptimizerProgress(
                        node.path("optimizer").asText(),
                        node.path("optimizerSteps").asLong(),
                        node.path("rate").asDouble()),
                rollbacks(node),
                node.path("seed").asLong(),
                node.path("precision").asText(),
                node.path("best").asDouble(TrainerState.NO_BEST),
                node.path("config").asLong(),
                head(node.path("head")),
                lossScale(node.path("lossScale")),
                node.path("averagedSteps").asLong());
    }

    private static Division division(JsonNode node) {
        return new Division(
                node.path("epochBatches").asInt(),
                node.path("world").asInt(),
                node.path("batchSize").asInt(),
                node.path("images").asInt(),
                node.path("classes").asInt());
    }

    private static RollbackState rollbacks(JsonNode node) {
        double factor = node.path("rateFactor").asDouble();
        return new RollbackState(node.path("rollbacks").asInt(), factor == 0 ? 1 : factor);
    }

    private static Map<String, Double> head(JsonNode node) {
        Map<String, Double> head = new LinkedHashMap<>();
        node.fields()
                .forEachRemaining(
                        entry -> head.put(entry.getKey(), entry.getValue().asDouble()));
        return head;
    }

    private static LossScaler.State lossScale(JsonNode node) {
        return node.isObject()
                ? new LossScaler.State(
                        node.path("scale").asDouble(),
                        node.path("sound").asInt(),
                        node.path("overflows").asInt())
                : null;
    }
}
