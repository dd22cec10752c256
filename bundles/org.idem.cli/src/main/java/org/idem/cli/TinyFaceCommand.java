package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.metrics.ConfidenceInterval;
import org.idem.protocol.InputContract;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.verify.ijb.EmbeddingRows;
import org.idem.verify.ijb.NpyEmbeddings;
import org.idem.verify.tinyface.TinyFaceLayout;
import org.idem.verify.tinyface.TinyFaceProtocol;
import org.idem.verify.tinyface.TinyFaceResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tinyface}: how often a face of few pixels is found among many. */
@Command(
        name = "tinyface",
        mixinStandardHelpOptions = true,
        description = {
            "Measure rank-k identification on TinyFace: each picture of Probe is looked for in Gallery_Match and",
            "Gallery_Distractor. Pictures are taken as they are, scaled to the model's input."
        })
final class TinyFaceCommand implements Callable<Integer> {
    private static final String KEPT = "tinyface.embeddings.npy";

    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private OptionalModelArgument model;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "Folder that holds Testing_Set.")
    private Path root;

    @Option(
            names = "--embeddings",
            paramLabel = "F.npy",
            description = {
                "Embeddings of all pictures of Probe, Gallery_Match and Gallery_Distractor, in each by name.",
                "With MODEL they are computed and kept there."
            })
    private Path embeddings;

    @Option(names = "--no-flip", description = "Do not add the mirror image's embedding.")
    private boolean noFlip;

    @Mixin
    private JsonOption json;

    TinyFaceCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        TinyFaceLayout layout = TinyFaceLayout.open(root.toAbsolutePath());
        Embedded embedded = !model.isGiven() ? given() : embed(layout);
        TinyFaceResult result;
        try (EmbeddingRows rows = NpyEmbeddings.open(embedded.file());
                ProgressLine progress = new ProgressLine(console, "comparing")) {
            result = new TinyFaceProtocol(layout, embedded.skipped()).judge(rows, progress);
        } finally {
            if (embeddings == null) {
                delete(embedded.file());
            }
        }
        tell(result, embedded.input());
        return 0;
    }

    /**
     * What is judged.
     *
     * @param skipped paths of pictures that could not be read
     * @param input what the model's inputs were made like; null of embeddings that were given
     */
    private record Embedded(Path file, Set<String> skipped, InputContract input) {}

    private Embedded given() {
        if (embeddings == null || !Files.isRegularFile(embeddings)) {
            throw new InputException(Problem.error(
                    embeddings,
                    embeddings == null ? ModelOptions.MODEL : "--embeddings",
                    embeddings == null ? "Neither a model nor embeddings are given" : "There is no such file",
                    "give a model, or embeddings of all pictures"));
        }
        return new Embedded(embeddings, Set.of(), null);
    }

    private Embedded embed(TinyFaceLayout layout) {
        ModelSource source = model.source();
        Path file = embeddings == null ? ModelOptions.evaluations(source.path()).resolve(KEPT) : embeddings;
        // Those of an interrupted look are of no use; a file that was named is not replaced.
        Request.Embed request = new Request.Embed(source, layout.inputs(), file, embeddings == null, !noFlip, true);
        try (ProgressLine progress = new ProgressLine(console, "embedding")) {
            Reply.Embedded reply = launchers.launcher().embed(request, progress);
            Set<String> skipped = new HashSet<>();
            reply.skipped().forEach(image -> skipped.add(image.key()));
            return new Embedded(reply.file(), skipped, reply.input());
        }
    }

    private void tell(TinyFaceResult result, InputContract input) {
        if (json.isSet()) {
            ObjectNode node = json(result);
            if (input != null) {
                node.set("input", InputOutput.json(input));
            }
            JsonOutput.print(console, node);
            return;
        }
        console.out()
                .println("TinyFace, " + Units.count(result.probes()) + " probes, a gallery of "
                        + Units.count(result.matches()) + " pictures of their persons and "
                        + Units.count(result.distractors()) + " of others");
        for (int rank : TinyFaceResult.RANKS) {
            ConfidenceInterval interval = result.intervalAt(rank);
            console.out()
                    .printf(
                            Locale.ROOT,
                            "  rank %-3d %.4f   %.4f … %.4f%n",
                            rank,
                            result.accuracyAt(rank),
                            interval.low(),
                            interval.high());
        }
        if (!result.missing().isEmpty()) {
            console.out()
                    .println("  " + Units.count(result.missing().size())
                            + " pictures could not be read; --json lists them");
        }
        if (input != null) {
            console.say(InputOutput.describe(input));
        }
    }

    private static ObjectNode json(TinyFaceResult result) {
        ObjectNode node = JsonOutput.object();
        node.put("probes", result.probes());
        node.put("mated", result.found().mates().length);
        node.put("gallery", result.matches());
        node.put("distractors", result.distractors());
        result.missing().forEach(node.putArray("missing_images")::add);
        ObjectNode ranks = node.putObject("rank");
        for (int rank : TinyFaceResult.RANKS) {
            ConfidenceInterval interval = result.intervalAt(rank);
            ObjectNode cell = ranks.putObject(String.valueOf(rank));
            JsonOutput.put(cell, "value", result.accuracyAt(rank));
            JsonOutput.put(cell, "low", interval.low());
            JsonOutput.put(cell, "high", interval.high());
        }
        return node;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
