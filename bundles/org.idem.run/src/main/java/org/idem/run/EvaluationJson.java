package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;

/** An evaluation as JSON and back. Keys may be added, never renamed: programs read these files. */
final class EvaluationJson {
    /** Cosines of float32 embeddings may pass one by a rounding. */
    private static final double COSINE = 1.001;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private EvaluationJson() {}

    static ObjectNode write(Evaluation evaluation) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("set", evaluation.set());
        node.put("file", evaluation.file() == null ? "" : evaluation.file().toString());
        if (evaluation.imageRoot() != null) {
            node.put("image_root", evaluation.imageRoot().toString());
        }
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

    /**
     * Reads an evaluation.
     *
     * @throws UncheckedIOException if it says what no evaluation can say
     */
    static Evaluation read(JsonNode node, Path folder) {
        try {
            String set = text(node, "set");
            require(node.isObject() && !set.isEmpty(), "no set is named");
            PairCounts counts = counts(node);
            return new Evaluation(
                    set,
                    Path.of(text(node, "file")),
                    text(node, "image_root").isEmpty() ? null : Path.of(text(node, "image_root")),
                    whole(node, "step", Long.MAX_VALUE),
                    instant(text(node, "when")),
                    figures(node, counts),
                    scores(text(node, "scores"), folder));
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException("Cannot read an evaluation", new IOException(e.getMessage(), e));
        }
    }

    private static PairCounts counts(JsonNode node) {
        int pairs = (int) whole(node, "pairs", Integer.MAX_VALUE);
        int genuine = (int) whole(node, "genuine", pairs);
        int impostors = (int) whole(node, "impostors", pairs);
        int skipped = (int) whole(node, "skipped", Integer.MAX_VALUE);
        boolean byKind = genuine > 0 || impostors > 0;
        require(!byKind || genuine + (long) impostors == pairs, "kinds of pairs do not add up");
        return new PairCounts(pairs, genuine, impostors, skipped);
    }

    private static VerificationFigures figures(JsonNode node, PairCounts counts) {
        List<TarAtFarRow> table = new ArrayList<>();
        for (JsonNode cell : node.path("tar_at_far")) {
            double far = Json.number(cell, "far");
            if (far > 0 && far <= 1) {
                TarAtFarRow row = row(cell, far);
                table.add(counts.impostors() > 0 ? row.with(counts.impostors()) : row);
            }
        }
        return new VerificationFigures(
                within(node, "accuracy", 0, 1),
                within(node, "accuracy_std", 0, 1),
                within(node, "threshold", -1, 1),
                within(node, "auc", 0, 1),
                within(node, "eer", 0, 1),
                counts,
                table);
    }

    private static TarAtFarRow row(JsonNode cell, double far) {
        return new TarAtFarRow(
                far,
                within(cell, "tar", 0, 1),
                within(cell, "threshold", -COSINE, COSINE),
                within(cell, "low", 0, 1),
                within(cell, "high", 0, 1),
                whole(cell, "errors", Long.MAX_VALUE),
                whole(cell, "has", Integer.MAX_VALUE));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.get(key).textValue() : "";
    }

    private static double within(JsonNode node, String key, double least, double most) {
        double value = Json.number(node, key);
        require(Double.isNaN(value) || value >= least && value <= most, key + " is " + value);
        return value;
    }

    private static long whole(JsonNode node, String key, long most) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            return 0;
        }
        require(value.canConvertToLong() && value.longValue() >= 0 && value.longValue() <= most, key + " is " + value);
        return value.longValue();
    }

    /** Times that no clock showed count as not known. */
    private static Instant instant(String text) {
        try {
            Instant when = Instant.parse(text);
            return when.isBefore(Instant.EPOCH) || when.isAfter(LATEST) ? Instant.EPOCH : when;
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** Beside the evaluation, and nowhere else. */
    private static Path scores(String name, Path folder) {
        if (name.isEmpty()) {
            return null;
        }
        Path file = folder.resolve(name);
        require(file.normalize().equals(file) && folder.equals(file.getParent()), "scores are elsewhere: " + name);
        return file;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
