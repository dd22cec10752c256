package org.idem.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.config.ExperimentConfig;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.InputContract;
import org.idem.protocol.ModelSource;
import org.idem.run.RunDirectory;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.verify.Embedder;

/**
 * A network that is to be exported, with all that is known of it.
 *
 * @param backbone the network; closed by {@link #close}
 * @param trained the same, fed as it was trained; as the user says where nobody knows how it was
 * @param config what it was trained with; null where nobody knows
 * @param origin what a file tells about it
 */
record ExportSubject(BackboneEmbedder backbone, Embedder trained, ExperimentConfig config, Origin origin)
        implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_CONFIG = 1 << 18;

    /**
     * Loads it.
     *
     * @throws InputException if there is none, or it is no network that was trained
     */
    static ExportSubject load(ModelSource source) {
        return ModelLoader.withCheckpoint(source, checkpoint -> of(checkpoint, source))
                .orElseGet(() -> of(ModelLoader.load(source), source));
    }

    private static ExportSubject of(CheckpointModel from, ModelSource source) {
        boolean average = source.average() || from.exportsAverage();
        LoadedModel model = from.load(source, from.exportsAverage());
        BackboneEmbedder backbone = backbone(model, source);
        Map<String, String> facts = facts(backbone);
        facts.put("weights", average ? "moving average" : "trained");
        if (from.config() != null) {
            facts.put("data", data(from.config(), from.run().environment()));
            facts.put("config", config(from.run()));
        }
        Origin origin = new Origin(
                from.run() == null
                        ? String.valueOf(source.path().getFileName())
                        : from.run().name(),
                model.origin().step(),
                model.origin().hash(),
                preprocessing(model, source, from),
                model.origin().flipTest(),
                from.evaluations(average).stream().map(MeasuredTable::of).toList(),
                facts);
        return new ExportSubject(backbone, backbone, from.config(), origin);
    }

    private static Preprocessing preprocessing(LoadedModel model, ModelSource source, CheckpointModel from) {
        return source.input().isEmpty()
                ? Preprocessing.of(from.checkpoint().model().transforms(), model.inputSize())
                : Preprocessing.of(model.input());
    }

    private static ExportSubject of(LoadedModel model, ModelSource source) {
        BackboneEmbedder backbone = backbone(model, source);
        Map<String, String> facts = facts(backbone);
        facts.put("weights", "of " + model.origin().weights().getFileName());
        InputContract input = model.input();
        Origin origin = new Origin(
                String.valueOf(source.path().getFileName()),
                model.origin().step(),
                model.origin().hash(),
                Preprocessing.of(input),
                model.origin().flipTest(),
                List.of(),
                facts);
        return new ExportSubject(backbone, model, null, origin);
    }

    private static BackboneEmbedder backbone(LoadedModel model, ModelSource source) {
        if (model.model() instanceof BackboneEmbedder backbone) {
            return backbone;
        }
        model.close();
        throw new InputException(Problem.error(
                source.path(),
                "MODEL",
                "This file is an export already",
                "export the run, the checkpoint or the weights that it was made of"));
    }

    private static Map<String, String> facts(BackboneEmbedder backbone) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", backbone.graph().name());
        facts.put(
                "exported",
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("producer", "Idem");
        return facts;
    }

    /** {@code {"train":{"set","images","identities"},"eval":[…]}}. */
    private static String data(ExperimentConfig config, Map<String, Object> environment) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode train =
                node.putObject("train").put("set", config.train().path().toString());
        for (String key : List.of("images", "identities")) {
            if (environment.get(key) instanceof Number number) {
                train.put(key, number.longValue());
            }
        }
        ArrayNode eval = node.putArray("eval");
        if (config.eval() != null) {
            config.eval().paths().forEach(path -> eval.add(path.toString()));
        }
        return node.toString();
    }

    private static String config(RunDirectory run) {
        try {
            byte[] bytes = BoundedFiles.readAllBytes(run.configFile(), LONGEST_CONFIG);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            System.getLogger(ExportSubject.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            return "";
        }
    }

    /** Sets of pairs of its config that are still there. */
    List<Path> sets() {
        return config == null || config.eval() == null
                ? List.of()
                : config.eval().paths().stream().filter(Files::exists).toList();
    }

    @Override
    public void close() {
        backbone.close();
    }
}
