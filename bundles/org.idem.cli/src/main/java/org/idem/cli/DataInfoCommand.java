package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idem.core.Units;
import org.idem.data.check.DataInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code data info}: what a set is. */
@Command(name = "info", mixinStandardHelpOptions = true, description = "Say what a data set is.")
final class DataInfoCommand implements Callable<Integer> {
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
            ObjectNode node = JsonOutput.object();
            node.put("format", info.format());
            node.put("images", info.images());
            node.put("identities", info.identities());
            node.put("bytes", info.bytes());
            node.put("known_as", info.knownAs());
            node.put("empty_identities", info.labels().empty());
            node.put("pictures", info.pictures());
            info.notes().forEach(node.putArray("notes")::add);
            JsonOutput.print(console, node);
            return 0;
        }
        console.out().println("format      " + info.format());
        console.out().println("images      " + Units.count(info.images()));
        console.out().println("identities  " + Units.count(info.identities()));
        info.labels().describe().ifPresent(text -> console.out().println("            " + text));
        console.out().println("size        " + Units.bytes(info.bytes()));
        if (!info.knownAs().isEmpty()) {
            console.out().println("known as    " + info.knownAs());
        }
        if (!info.pictures().isEmpty()) {
            console.out().println("pictures    " + info.pictures());
        }
        info.notes().forEach(note -> console.out().println("note        " + note));
        return 0;
    }
}
