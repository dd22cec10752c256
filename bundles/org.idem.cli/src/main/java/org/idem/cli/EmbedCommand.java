package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.core.Units;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.SkippedImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code embed}: images to numbers. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = {
            "Write the embeddings of images, one row each in the order given; what cannot be read is left out and"
                    + " told.",
            "Images are taken as aligned face crops: no face is looked for."
        })
final class EmbedCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    private final Console console;
    private final LauncherFactory launchers;

    @Mixin
    private ModelArgument argument;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE|FOLDER|SET",
            description = "Pictures, folders of pictures, sets of images; of a set of pairs both images of each.")
    private List<Path> inputs;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "FILE.npy (float32 [images, dim]) or FILE.csv (with the images' keys).")
    private Path out;

    @Option(names = "--flip", description = "Add the embedding of the mirrored image.")
    private boolean flip;

    @Option(names = "--normalize", description = "Bring embeddings to length one, after --flip.")
    private boolean normalize;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Mixin
    private JsonOption json;

    EmbedCommand(Console console, LauncherFactory launchers) {
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        Request.Embed request = new Request.Embed(argument.source(), inputs, out, force, flip, normalize);
        Reply.Embedded embedded;
        try (ProgressLine progress = new ProgressLine(console, "embedding")) {
            embedded = launchers.launcher().embed(request, progress);
        }
        if (json.isSet()) {
            JsonOutput.print(console, json(embedded));
        } else {
            print(embedded);
        }
        return 0;
    }

    private static ObjectNode json(Reply.Embedded embedded) {
        ObjectNode node = JsonOutput.object();
        node.put("file", embedded.file().toString());
        node.put("images", embedded.images());
        node.put("dim", embedded.dim());
        ArrayNode skipped = node.putArray("skipped");
        for (SkippedImage image : embedded.skipped()) {
            skipped.addObject()
                    .put("key", image.key())
                    .put("kind", image.kind())
                    .put("message", image.message());
        }
        node.set("input", InputOutput.json(embedded.input()));
        return node;
    }

    private void print(Reply.Embedded embedded) {
        List<SkippedImage> skipped = embedded.skipped();
        skipped.stream().limit(MOST_SHOWN).forEach(one -> console.say("skipped " + one.key() + ": " + one.message()));
        if (skipped.size() > MOST_SHOWN) {
            console.say("… and " + Units.count(skipped.size() - (long) MOST_SHOWN) + " more; --json lists all");
        }
        console.say(InputOutput.describe(embedded.input()));
        console.out()
                .println(Units.count(embedded.images()) + " images, " + embedded.dim() + " numbers each: "
                        + embedded.file());
    }
}
