package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.idem.core.Units;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.faces.GenerateResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code data generate}: draws a face data set. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Draw faces: train.rec, train.idx and property to train on, verify.bin of other people.")
final class DataGenerateCommand implements Callable<Integer> {
    private static final int MOST_OF_ONE_IDENTITY = 1000;
    private static final GenerateRequest USUAL = GenerateRequest.usual(Path.of(""));

    private final Console console;

    @Option(names = "--identities", paramLabel = "N", description = "People to train on.")
    private int identities = USUAL.identities();

    @Option(
            names = "--images",
            paramLabel = "M",
            description = {"Training images of each identity;", "a number above 1,000 is that of all together."})
    private int images = USUAL.images() / USUAL.identities();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder that gets the files.")
    private Path out;

    @Option(names = "--seed", paramLabel = "S", description = "Same seed, same faces.")
    private long seed = USUAL.seed();

    @Option(names = "--size", paramLabel = "PIXELS", description = "Side of the images.")
    private int size = USUAL.size();

    @Option(names = "--pairs", paramLabel = "P", description = "Verification pairs, 0 for none.")
    private int pairs = USUAL.pairs();

    @Option(names = "--verify-identities", paramLabel = "V", description = "People in the verification pairs.")
    private int verifyIdentities = USUAL.verifyIdentities();

    @Mixin
    private JsonOption json;

    DataGenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GenerateResult result = draw();
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("train", result.records().toString());
            node.put(
                    "verify",
                    result.verification() == null ? null : result.verification().toString());
            node.put("images", result.images());
            node.put("identities", result.identities());
            node.put("pairs", result.pairs());
            JsonOutput.print(console, node);
        } else {
            print(result);
        }
        return 0;
    }

    private GenerateResult draw() {
        int all = total(identities, images);
        console.say(Units.count(identities) + " identities, " + Units.count(all) + " images in all");
        GenerateRequest request = new GenerateRequest(identities, all, out, seed, size, pairs, verifyIdentities);
        return draw(console, request, "drawing faces");
    }

    /** Nobody has a thousand drawn images of one person: then the user means all images together. */
    static int total(int identities, int images) {
        return images <= MOST_OF_ONE_IDENTITY ? Math.multiplyExact(images, identities) : images;
    }

    static GenerateResult draw(Console console, GenerateRequest request, String label) {
        long began = System.nanoTime();
        GenerateResult result;
        try (ProgressLine progress = new ProgressLine(console, label)) {
            result = FaceGenerator.generate(request, progress);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        long faces = result.images() + 2L * result.pairs();
        double rate = faces * 1000.0 / Math.max(1, took.toMillis());
        console.say(
                Units.count(faces) + " faces drawn in " + Units.duration(took) + " (" + Units.rate(rate) + " faces/s)");
        return result;
    }

    private void print(GenerateResult result) {
        console.out()
                .println(Units.count(result.images()) + " images of " + Units.count(result.identities())
                        + " identities: " + result.records());
        if (result.verification() != null) {
            console.out().println(Units.count(result.pairs()) + " pairs of other people: " + result.verification());
        }
    }
}
