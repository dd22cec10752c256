package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.metrics.FarLabel;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: whether two pictures show one person. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Say how alike two faces are to a model, and whether that makes them one person; ends with 0 either way.",
            "Both pictures are taken as aligned face crops: no face is looked for."
        })
final class CompareCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private ModelArgument argument;

    @Parameters(index = "1", paramLabel = "A", description = "Picture of an aligned face.")
    private Path first;

    @Parameters(index = "2", paramLabel = "B", description = "Another one.")
    private Path second;

    @Option(
            names = "--far",
            paramLabel = "RATE",
            description =
                    "False accept rate of the threshold, of those that the model was verified with (default: 1e-4,"
                            + " or the nearest).")
    private Double far;

    @Option(names = "--threshold", paramLabel = "T", description = "Cosine from which they are one person, instead.")
    private Double threshold;

    @Mixin
    private JsonOption json;

    CompareCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        Request.Compare request = new Request.Compare(argument.source(), first, second, far, threshold);
        Reply.Compared compared;
        try (ProgressLine progress = new ProgressLine(console, "comparing")) {
            compared = launchers.launcher().compare(request, progress);
        }
        if (json.isSet()) {
            JsonOutput.print(console, json(compared));
        } else {
            print(compared);
        }
        return 0;
    }

    private static ObjectNode json(Reply.Compared compared) {
        ObjectNode node = JsonOutput.object();
        node.put("score", compared.score());
        node.put("threshold", compared.threshold());
        node.put("far", compared.far());
        node.put("same", compared.same().orElse(null));
        node.put("set", compared.set().isEmpty() ? null : compared.set());
        node.put("flip", compared.flip());
        node.set("input", InputOutput.json(compared.input()));
        return node;
    }

    private void print(Reply.Compared compared) {
        console.say("taken as aligned face crops; " + InputOutput.describe(compared.input()));
        String verdict =
                compared.same().map(same -> same ? "one person" : "two persons").orElse("no verdict");
        String by = compared.threshold() == null
                ? "no threshold was measured for this model: verify it on a set of pairs, or give --threshold"
                : String.format(Locale.ROOT, "threshold %.4f", compared.threshold());
        String measured = compared.far() == null
                ? ""
                : ", false accept rate " + FarLabel.of(compared.far()) + " on " + compared.set();
        console.out()
                .println(verdict + ": cosine " + String.format(Locale.ROOT, "%.4f", compared.score()) + ", " + by
                        + measured);
    }
}
