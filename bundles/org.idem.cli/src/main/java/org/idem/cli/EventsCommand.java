package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.watch.RecordedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code events}: what the trainer of a run noticed, and what the rules find in its metrics. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "List what went wrong in a run, with step, tensor and what was done about it; 'found' is what the"
                + " rules see in its recorded metrics and the trainer did not tell.")
final class EventsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Mixin
    private JsonOption json;

    EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        List<RunEvent> events = new RecordedRun(run, history).events();
        if (json.isSet()) {
            ArrayNode list = JsonOutput.array();
            events.forEach(event -> describe(event, list.addObject()));
            JsonOutput.print(console, list);
        } else if (events.isEmpty()) {
            console.say("No events in " + run.name());
        } else {
            events.forEach(event -> console.out().println(line(event)));
        }
        return 0;
    }

    private static void describe(RunEvent event, ObjectNode node) {
        node.put("step", event.step());
        node.put("when", event.when().toString());
        node.put("kind", word(event.kind()));
        node.put("parameter", event.parameter());
        node.put("handling", word(event.handling()));
        node.put("message", event.message());
    }

    /** {@code step 17  skipped      the loss is NaN, …} */
    static String line(RunEvent event) {
        return String.format(Locale.ROOT, "step %-8d %-12s %s", event.step(), word(event.handling()), event.message());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
