package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.protocol.InputContract;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.verify.ijb.EmbeddingRows;
import org.idem.verify.ijb.IjbEvaluation;
import org.idem.verify.ijb.IjbProtocol;
import org.idem.verify.ijb.IjbResult;
import org.idem.verify.ijb.IjbSettings;
import org.idem.verify.ijb.NpyEmbeddings;
import org.idem.verify.ijb.ScoreFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ijb}: how well a model, or embeddings, tell templates apart. */
@Command(
        name = "ijb",
        mixinStandardHelpOptions = true,
        description = {
            "Measure 1:1 TAR at FAR on IJB-B or IJB-C, and 1:N if asked for. Faces are aligned by their landmarks.",
            "After an interruption the same line goes on.",
            "Faces become templates by the published rule (N1D1F1); the options below change it."
        })
final class IjbCommand implements Callable<Integer> {
    private static final int USUAL_RESAMPLINGS = 200;
    private static final String ENDING = ".embeddings.npy";

    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private OptionalModelArgument model;

    @Option(
            names = "--root",
            required = true,
            paramLabel = "DIR",
            description = "Folder that holds meta and loose_crop.")
    private Path root;

    @Option(names = "--target", required = true, paramLabel = "IJBB|IJBC", description = "Which benchmark it is.")
    private IjbTarget target;

    @Option(
            names = "--embeddings",
            paramLabel = "F.npy",
            description = {
                "Embeddings of all faces in the order of the list, each with its mirror image's appended.",
                "With MODEL they are computed and kept there."
            })
    private Path embeddings;

    @Option(
            names = "--scores",
            paramLabel = "OUT.npy",
            description = "Write the score of each line of the pair file; NaN where a template has no images.")
    private Path scores;

    @Option(names = "--no-flip", description = "Do not add the mirror image's embedding (F0).")
    private boolean noFlip;

    @Option(names = "--no-norm", description = "Bring each face's embedding to length one first (N0).")
    private boolean noNorm;

    @Option(names = "--no-detector-score", description = "Do not weigh faces by the detector's score (D0).")
    private boolean noDetectorScore;

    @Option(names = "--one-to-n", description = "Compare probes with the galleries, too.")
    private boolean oneToN;

    @Option(
            names = "--resamplings",
            paramLabel = "N",
            description = "Drawings of templates that intervals rest on; 0 for Wilson's over pairs (default:"
                    + " ${DEFAULT-VALUE}).")
    private int resamplings = USUAL_RESAMPLINGS;

    @Mixin
    private TarRuleOption rule;

    @Mixin
    private JsonOption json;

    IjbCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        IjbLayout layout = IjbLayout.open(root, target);
        ScoreFile output = scores == null ? null : ScoreFile.claim(scores);
        IjbSettings settings = new IjbSettings(!noFlip, !noNorm, !noDetectorScore);
        IjbProtocol protocol = new IjbProtocol(layout, settings, rule.rule(), resamplings(), oneToN);
        Embedded embedded = !model.isGiven() ? given() : embed(layout);
        IjbResult result;
        try (EmbeddingRows rows = NpyEmbeddings.open(embedded.file());
                ProgressLine progress = new ProgressLine(console, "scoring")) {
            result = protocol.judge(rows, progress);
        }
        if (output != null) {
            output.write(result.scores());
        }
        if (model.isGiven()) {
            Evaluation evaluation = IjbEvaluation.of(layout, settings, result, embedded.step(), Instant.now());
            keep(evaluation, result, embedded.evaluations());
        }
        tell(layout, settings, result, embedded.input());
        if (embeddings == null) {
            delete(embedded.file());
        }
        return 0;
    }

    /**
     * What is scored.
     *
     * @param input what the model's inputs were made like; null of embeddings that were given
     * @param step optimizer steps of the model; 0 where that is not known
     * @param evaluations where others of the model are kept; null of embeddings that were given
     */
    private record Embedded(Path file, InputContract input, long step, Path evaluations) {}

    /** Where other evaluations of the model are, so that the workbench shows it with them. */
    private void keep(Evaluation evaluation, IjbResult result, Path folder) {
        EvaluationStore.write(folder, evaluation, IjbEvaluation.scores(result));
        console.say("kept in " + folder);
    }

    private Embedded given() {
        if (embeddings == null) {
            throw new InputException(Problem.error(
                    null, ModelOptions.MODEL, "Neither a model nor embeddings are given", "give one of them"));
        }
        if (!Files.isRegularFile(embeddings)) {
            throw new InputException(Problem.error(
                    embeddings, "--embeddings", "There is no such file", "check the path, or give a model"));
        }
        return new Embedded(embeddings, null, 0, null);
    }

    private Embedded embed(IjbLayout layout) {
        ModelSource source = model.source();
        Path folder = ModelOptions.evaluations(source.path());
        Path file = embeddings == null ? folder.resolve(target.name().toLowerCase(Locale.ROOT) + ENDING) : embeddings;
        Request.EmbedIjb request = new Request.EmbedIjb(source, layout.root(), target.name(), file);
        try (ProgressLine progress = new ProgressLine(console, "embedding")) {
            Reply.Embedded embedded = launchers.launcher().embed(request, progress);
            return new Embedded(embedded.file(), embedded.input(), embedded.step(), folder);
        } catch (CancellationException e) {
            console.say("The same line goes on where this ended.");
            throw e;
        }
    }

    private void tell(IjbLayout layout, IjbSettings settings, IjbResult result, InputContract input) {
        if (json.isSet()) {
            ObjectNode node = IjbOutput.json(result, settings);
            if (input != null) {
                node.set("input", InputOutput.json(input));
            }
            JsonOutput.print(console, node);
            return;
        }
        IjbOutput.print(console, layout, result, settings);
        if (input != null) {
            console.say(InputOutput.describe(input));
        }
    }

    /** Nobody asked to keep them, and they are large. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private int resamplings() {
        if (resamplings < 0 || resamplings > 0 && resamplings < IjbProtocol.LEAST_RESAMPLINGS) {
            throw new InputException(Problem.error(
                    null,
                    "--resamplings",
                    resamplings + " drawings say nothing about an interval",
                    "give 0, or at least " + IjbProtocol.LEAST_RESAMPLINGS));
        }
        return resamplings;
    }
}
