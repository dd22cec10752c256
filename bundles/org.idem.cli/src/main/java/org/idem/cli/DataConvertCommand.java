package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.convert.ConvertRequest;
import org.idem.data.convert.ConvertResult;
import org.idem.data.convert.DatasetConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data convert}: writes a set in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Write a data set in another format; pictures keep their bytes.",
            "After an interruption the same line goes on. Nothing is overwritten."
        })
final class DataConvertCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    private final Console console;

    @Parameters(index = "0", paramLabel = "IN", description = "Any set that is read: see data info.")
    private Path source;

    @Parameters(index = "1", paramLabel = "OUT", description = "New or empty folder; for bin a new file.")
    private Path output;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "${COMPLETION-CANDIDATES}. Of images: list, folders, recordio; of pairs: list, bin.")
    private String format;

    @Option(names = "--flip", description = "Append a mirrored copy of each pair, for Metric.flip_test.")
    private boolean flip;

    @Option(names = "--reencode", description = "Encode pictures anew: images as JPEG of quality 100, pairs as PNG.")
    private boolean reencode;

    @Option(names = "--exclude", paramLabel = "FILE", description = "Leave out the keys that it lists, one a line.")
    private Path exclude;

    @Mixin
    private JsonOption json;

    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DatasetConverter.formats().iterator();
        }
    }

    DataConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ConvertRequest request = new ConvertRequest(source, output, format, flip, reencode, exclude);
        ConvertResult result;
        try (ProgressLine progress = new ProgressLine(console, "converting")) {
            result = DatasetConverter.convert(request, progress);
        } catch (CancellationException e) {
            console.say("The same line goes on where this ended.");
            throw e;
        }
        if (json.isSet()) {
            JsonOutput.print(console, json(result));
        } else {
            print(result);
        }
        return 0;
    }

    private static ObjectNode json(ConvertResult result) {
        ObjectNode node = JsonOutput.object();
        node.put("output", result.output().toString());
        node.put("images", result.images());
        node.put("resumed", result.resumed());
        node.put("excluded", result.excluded());
        ArrayNode skipped = node.putArray("skipped");
        for (DataProblem problem : result.skipped()) {
            ObjectNode one = skipped.addObject();
            one.put("key", problem.key());
            one.put("kind", problem.kind());
            one.put("message", problem.message());
        }
        result.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    private void print(ConvertResult result) {
        List<DataProblem> skipped = result.skipped();
        skipped.stream()
                .limit(MOST_SHOWN)
                .forEach(problem -> console.say("skipped " + problem.key() + ": " + problem.message()));
        if (skipped.size() > MOST_SHOWN) {
            console.say("… and " + Units.count(skipped.size() - (long) MOST_SHOWN) + " more; --json lists all");
        }
        result.notes().forEach(note -> console.say("note: " + note));
        console.out()
                .println(Units.count(result.images()) + " images"
                        + (result.resumed() > 0 ? ", " + Units.count(result.resumed()) + " of them before" : "")
                        + (result.excluded() > 0 ? ", " + Units.count(result.excluded()) + " excluded" : "")
                        + (skipped.isEmpty() ? "" : ", " + Units.count(skipped.size()) + " skipped")
                        + ": " + result.output());
    }
}
