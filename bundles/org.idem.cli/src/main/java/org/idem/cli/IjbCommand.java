package org.idem.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ijb.IjbLayout;
import org.idem.data.ijb.IjbTarget;
import org.idem.verify.ijb.EmbeddingRows;
import org.idem.verify.ijb.IjbProtocol;
import org.idem.verify.ijb.IjbResult;
import org.idem.verify.ijb.IjbSettings;
import org.idem.verify.ijb.NpyEmbeddings;
import org.idem.verify.ijb.ScoreFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ijb}: how well embeddings tell templates apart. */
@Command(
        name = "ijb",
        mixinStandardHelpOptions = true,
        description = {
            "Measure 1:1 TAR at FAR on IJB-B or IJB-C, and 1:N if asked for.",
            "Faces become templates by the published rule (N1D1F1); the options below change it."
        })
final class IjbCommand implements Callable<Integer> {
    private static final int USUAL_RESAMPLINGS = 200;

    private final Console console;

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
            description = "Embeddings of all faces in the order of the list, each with its mirror image's appended.")
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

    IjbCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        IjbLayout layout = IjbLayout.open(root, target);
        ScoreFile output = scores == null ? null : ScoreFile.claim(scores);
        IjbSettings settings = new IjbSettings(!noFlip, !noNorm, !noDetectorScore);
        IjbProtocol protocol = new IjbProtocol(layout, settings, rule.rule(), resamplings(), oneToN);
        IjbResult result;
        try (EmbeddingRows rows = open();
                ProgressLine progress = new ProgressLine(console, "scoring")) {
            result = protocol.judge(rows, progress);
        }
        if (output != null) {
            output.write(result.scores());
        }
        if (json.isSet()) {
            JsonOutput.print(console, IjbOutput.json(result, settings));
        } else {
            IjbOutput.print(console, layout, result, settings);
        }
        return 0;
    }

    private EmbeddingRows open() {
        if (embeddings == null) {
            throw new InputException(Problem.error(
                    null, "--embeddings", "No embeddings are given", "give a .npy with a row for each face"));
        }
        if (!Files.isRegularFile(embeddings)) {
            throw new InputException(
                    Problem.error(embeddings, "--embeddings", "There is no such file", "check the path"));
        }
        return NpyEmbeddings.open(embeddings);
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
