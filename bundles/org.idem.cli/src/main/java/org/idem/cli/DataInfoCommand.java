package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.idem.core.Units;
import org.idem.data.check.DataInfo;
import org.idem.data.check.ImagesPerIdentity;
import org.idem.data.check.PictureSample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code data info}: what a set is. */
@Command(name = "info", mixinStandardHelpOptions = true, description = "Say what a data set is.")
final class DataInfoCommand implements Callable<Integer> {
    private static final int MOST_SIZES = 3;

    private final Console console;

    @Parameters(paramLabel = "SET", description = "train.rec, a .bin, label.txt, or a folder with one of them.")
    private Path set;

    @Mixin
    private JsonOption json;

    DataInfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataInfo.Info info = DataInfo.info(set);
        if (json.isSet()) {
            JsonOutput.print(console, json(info));
        } else {
            print(info);
        }
        return 0;
    }

    private static ObjectNode json(DataInfo.Info info) {
        ObjectNode node = JsonOutput.object();
        node.put("format", info.format());
        node.put("images", info.images());
        node.put("identities", info.identities());
        node.put("bytes", info.bytes());
        node.put("known_as", info.knownAs());
        info.differs().forEach(node.putArray("differs")::add);
        node.put("empty_identities", info.labels().empty());
        ObjectNode perIdentity = node.putObject("per_identity");
        perIdentity.put("min", info.perIdentity().min());
        perIdentity.put("q25", info.perIdentity().q25());
        perIdentity.put("median", info.perIdentity().median());
        perIdentity.put("q75", info.perIdentity().q75());
        perIdentity.put("max", info.perIdentity().max());
        ArrayNode sizes = node.putArray("sizes");
        info.sample().sizes().forEach(size -> sizes.addObject()
                .put("width", size.width())
                .put("height", size.height())
                .put("share", size.share()));
        ObjectNode kinds = node.putObject("kinds");
        new TreeMap<>(info.sample().kinds()).forEach(kinds::put);
        node.put("sampled", info.sample().decoded());
        node.put("pictures", info.pictures());
        node.put("pairs", info.pairs().pairs());
        node.put("genuine", info.pairs().genuine());
        ArrayNode leftOut = node.putArray("left_out");
        info.leftOut()
                .forEach(one -> leftOut.addObject().put("reason", one.reason()).put("count", one.count()));
        node.put("first_epoch_seconds", info.firstEpochSeconds());
        info.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    private void print(DataInfo.Info info) {
        line("format", info.format());
        line("images", Units.count(info.images()));
        if (info.pairs().pairs() > 0) {
            line(
                    "pairs",
                    Units.count(info.pairs().pairs()) + ", "
                            + Units.count(info.pairs().genuine()) + " genuine");
        } else {
            line("identities", Units.count(info.identities()));
            info.labels().describe().ifPresent(text -> line("", text));
            line("each has", describe(info.perIdentity()));
        }
        line("size", Units.bytes(info.bytes()));
        if (!info.knownAs().isEmpty()) {
            line("known as", info.knownAs());
        }
        info.differs().forEach(text -> line("", text));
        line("pictures", describe(info.sample()));
        line(
                "one epoch",
                "about " + Units.duration(Duration.ofMillis(Math.round(1000 * info.firstEpochSeconds())))
                        + " of reading and decoding, by the pictures looked at");
        info.notes().forEach(note -> line("note", note));
    }

    private void line(String name, String text) {
        console.out().println(String.format(Locale.ROOT, "%-12s%s", name, text));
    }

    private static String describe(ImagesPerIdentity images) {
        return Units.count(images.min()) + " to " + Units.count(images.max()) + " images, half of them "
                + Units.count(images.q25()) + " to " + Units.count(images.q75()) + ", median "
                + Units.count(images.median());
    }

    private static String describe(PictureSample sample) {
        String sizes = sample.sizes().stream()
                .limit(MOST_SIZES)
                .map(size -> size.width() + " x " + size.height() + percent(size.share()))
                .collect(Collectors.joining(", "));
        String more = sample.sizes().size() > MOST_SIZES ? " and other sizes" : "";
        String kinds = new TreeMap<>(sample.kinds())
                .entrySet().stream()
                        .map(kind -> kind.getKey() + percent(kind.getValue()))
                        .collect(Collectors.joining(", "));
        String damaged = sample.damaged() == 0 ? "" : "; " + sample.damaged() + " are damaged";
        return sample.decoded() == 0
                ? "none of " + sample.damaged() + " looked at can be decoded"
                : sizes + more + "; " + kinds + " (" + Units.count(sample.decoded()) + " looked at" + damaged + ")";
    }

    private static String percent(double share) {
        return share >= 1 ? "" : String.format(Locale.ROOT, " %.1f %%", 100 * share);
    }
}
