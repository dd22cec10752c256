package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;

/** An evaluation as JSON and back. Keys may be added, never renamed: programs read these files. */
final class EvaluationJson {
    private EvaluationJson() {}

    static ObjectNode write(Evaluation evaluation) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("set", evaluation.set());
        node.put("file", evaluation.file() == null ? "" : evaluation.file().toString());
        node.put("step", evaluation.step());
        node.put("when", evaluation.when().toString());
        Json.put(node, "accuracy", evaluation.accuracy());
        Json.put(node, "accuracy_std", evaluation.accuracyStd());
        Json.put(node, "threshold", evaluation.figures().threshold());
        Json.put(node, "auc", evaluation.auc());
        Json.put(node, "eer", evaluation.eer());
        PairCounts counts = evaluation.figures().counts();
        node.put("pairs", counts.pairs());
        if (counts.isByKind()) {
            node.put("genuine", counts.genuine());
            node.put("impostors", counts.impostors());
        }
        node.put("skipped", counts.skipped());
        ArrayNode table = node.putArray("tar_at_far");
        evaluation.table().forEach(row -> write(row, table.addObject()));
        if (evaluation.scores() != null) {
            node.put("scores", evaluation.scores().getFileName().toString());
        }
        return node;
    }

    private static void write(TarAtFarRow row, ObjectNode cell) {
        Json.put(cell, "far", row.far());
        Json.put(cell, "tar", row.tar());
        Json.put(cell, "threshold", row.threshold());
        Json.put(cell, "low", row.low());
        Json.put(cell, "high", row.high());
        cell.put("errors", row.errors());
        if (!row.isMeasurable()) {
            cell.put("needs", row.neededImpostors());
            cell.put("has", row.impostors());
        }
    }

    static Evaluation read(JsonNode node, Path folder) {
        PairCounts counts = new PairCounts(
                node.path("pairs").asInt(),
                node.path("genuine").asInt(),
                node.path("impostors").asInt(),
                node.path("skipped").asInt());
        List<TarAtFarRow> table = new ArrayList<>();
        for (JsonNode cell : node.path("tar_at_far")) {
            table.add(row(cell, counts.impostors()));
        }
        VerificationFigures figures = new VerificationFigures(
                Json.number(node, "accuracy"),
                Json.number(node, "accuracy_std"),
                Json.number(node, "threshold"),
                Json.number(node, "auc"),
                Json.number(node, "eer"),
                counts,
                table);
        return new Evaluation(
                node.path("set").asText(),
                Path.of(node.path("file").asText()),
                node.path("step").asLong(),
                Instant.parse(node.path("when").asText("1970-01-01T00:00:00Z")),
                figures,
                node.hasNonNull("scores") ? folder.resolve(node.get("scores").asText()) : null);
    }

    private static TarAtFarRow row(JsonNode cell, int impostors) {
        TarAtFarRow row = new TarAtFarRow(
                Json.number(cell, "far"),
                Json.number(cell, "tar"),
                Json.number(cell, "threshold"),
                Json.number(cell, "low"),
                Json.number(cell, "high"),
                cell.path("errors").asLong(),
                cell.path("has").asLong());
        return impostors > 0 ? row.with(impostors) : row;
    }
}
