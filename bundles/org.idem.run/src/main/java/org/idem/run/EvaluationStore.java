package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The evaluations of a run: {@code eval/<set>-<step>.json}, with {@code .scores.npy} (float32) and {@code .same.npy}
 * (booleans) beside it, in the order of the pairs. A set is known by its name, here and to everyone who reads; another
 * file of the same name is written as {@code <set>-2} and so on, so that one set never passes for another.
 */
public final class EvaluationStore {
    private static final String SCORES = ".scores.npy";
    private static final String SAME = ".same.npy";

    private EvaluationStore() {}

    /** Writes an evaluation with its scores; returns it with the path of the scores. */
    public static Evaluation write(RunDirectory run, Evaluation evaluation, float[] scores, boolean[] same) {
        return write(run.eval(), evaluation, scores, same);
    }

    /** Writes an evaluation with its scores into any folder. */
    public static Evaluation write(Path folder, Evaluation evaluation, float[] scores, boolean[] same) {
        String set = distinctName(folder, evaluation);
        String name = name(set, evaluation.step());
        Npy.write(folder.resolve(name + SCORES), scores);
        Npy.write(folder.resolve(name + SAME), same);
        Evaluation complete = with(evaluation, set, folder.resolve(name + SCORES));
        Json.write(file(folder, complete), toJson(complete));
        return complete;
    }

    /** Writes an evaluation alone. */
    public static void write(RunDirectory run, Evaluation evaluation) {
        String set = distinctName(run.eval(), evaluation);
        Evaluation named = with(evaluation, set, evaluation.scores());
        Json.write(file(run.eval(), named), toJson(named));
    }

    /** Every evaluation, by set and ascending step. */
    public static List<Evaluation> read(RunDirectory run) {
        return readFolder(run.eval());
    }

    /** The file of an evaluation in a folder of evaluations. */
    public static Path file(Path folder, Evaluation evaluation) {
        return folder.resolve(name(evaluation.set(), evaluation.step()) + ".json");
    }

    /** The evaluation that a file holds. */
    public static Evaluation read(Path file) {
        return fromJson(Json.read(file), file.toAbsolutePath().getParent());
    }

    private static List<Evaluation> readFolder(Path folder) {
        List<Evaluation> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json") && !name.startsWith(".")) {
                    all.add(read(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
        all.sort(Comparator.comparing(Evaluation::set).thenComparingLong(Evaluation::step));
        return all;
    }

    /** The cosine of each pair; empty when the evaluation has no scores. */
    public static float[] scores(Evaluation evaluation) {
        Path file = evaluation.scores();
        return file != null && Files.exists(file) ? Npy.readFloats(file) : new float[0];
    }

    /** Whether each pair shows one person; empty when the evaluation has no scores. */
    public static boolean[] same(Evaluation evaluation) {
        Path scores = evaluation.scores();
        if (scores == null) {
            return new boolean[0];
        }
        String name = scores.getFileName().toString().replace(SCORES, SAME);
        Path file = scores.resolveSibling(name);
        return Files.exists(file) ? Npy.readBooleans(file) : new boolean[0];
    }

    private static String name(String set, long step) {
        return String.format("%s-%010d", Names.plain(set), step);
    }

    private static String distinctName(Path folder, Evaluation evaluation) {
        if (evaluation.file() == null) {
            return evaluation.set();
        }
        Map<String, Path> known = new HashMap<>();
        readFolder(folder).forEach(one -> known.put(one.set(), normal(one.file())));
        Path file = normal(evaluation.file());
        String name = evaluation.set();
        for (int i = 2; !known.getOrDefault(name, file).equals(file); i++) {
            name = evaluation.set() + "-" + i;
        }
        return name;
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Evaluation with(Evaluation e, String set, Path scores) {
        return new Evaluation(
                set,
                e.file(),
                e.step(),
                e.when(),
                e.accuracy(),
                e.accuracyStd(),
                e.auc(),
                e.eer(),
                e.pairs(),
                e.table(),
                scores);
    }

    private static ObjectNode toJson(Evaluation evaluation) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("set", evaluation.set());
        node.put("file", evaluation.file() == null ? "" : evaluation.file().toString());
        node.put("step", evaluation.step());
        node.put("when", evaluation.when().toString());
        Json.put(node, "accuracy", evaluation.accuracy());
        Json.put(node, "accuracy_std", evaluation.accuracyStd());
        Json.put(node, "auc", evaluation.auc());
        Json.put(node, "eer", evaluation.eer());
        node.put("pairs", evaluation.pairs());
        ArrayNode table = node.putArray("tar_at_far");
        for (TarAt row : evaluation.table()) {
            ObjectNode cell = table.addObject();
            Json.put(cell, "far", row.far());
            Json.put(cell, "tar", row.tar());
            Json.put(cell, "threshold", row.threshold());
            Json.put(cell, "low", row.low());
            Json.put(cell, "high", row.high());
            cell.put("errors", row.errors());
        }
        if (evaluation.scores() != null) {
            node.put("scores", evaluation.scores().getFileName().toString());
        }
        return node;
    }

    private static Evaluation fromJson(JsonNode node, Path folder) {
        List<TarAt> table = new ArrayList<>();
        for (JsonNode cell : node.path("tar_at_far")) {
            table.add(new TarAt(
                    Json.number(cell, "far"),
                    Json.number(cell, "tar"),
                    Json.number(cell, "threshold"),
                    Json.number(cell, "low"),
                    Json.number(cell, "high"),
                    cell.path("errors").asLong()));
        }
        return new Evaluation(
                node.path("set").asText(),
                Path.of(node.path("file").asText()),
                node.path("step").asLong(),
                Instant.parse(node.path("when").asText("1970-01-01T00:00:00Z")),
                Json.number(node, "accuracy"),
                Json.number(node, "accuracy_std"),
                Json.number(node, "auc"),
                Json.number(node, "eer"),
                node.path("pairs").asInt(),
                table,
                node.hasNonNull("scores") ? folder.resolve(node.get("scores").asText()) : null);
    }
}
