package org.idem.ui.notify;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.idem.run.RunEvent;
import org.idem.ui.icons.Icons;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunState;

/**
 * How something that happened is told.
 *
 * @param title what, in few words
 * @param message in which run, and with what result
 * @param icon of what happened, never alone
 */
record RunNewsText(String title, String message, Icons icon) {

    /** In words. Reads the run's events where one of them is told; not for the UI thread. */
    static RunNewsText of(RunNews news) {
        RunRow row = news.row();
        String run = row.run().shortName();
        Icons icon = RunState.icon(row.live());
        return switch (news.kind()) {
            case DONE -> new RunNewsText("Training done", run + figures(row), icon);
            case STOPPED -> new RunNewsText("Training stopped", run + figures(row), icon);
            case FAILED -> new RunNewsText(
                    "Training failed", run + ": " + row.status().message(), icon);
            case CRASHED -> new RunNewsText(
                    "Training lost", run + ": its process ended without a word; its log may tell why", icon);
            case SILENT -> new RunNewsText(
                    "Training not heard of", run + ": it hangs, or its machine cannot be reached", icon);
            case FINDING -> new RunNewsText("Warning in " + run, lastEvent(row), Icons.WARNING);
        };
    }

    private static String figures(RunRow row) {
        List<String> parts = new ArrayList<>();
        add(parts, "step ", row.steps());
        add(parts, "loss ", row.loss());
        add(parts, "accuracy ", row.accuracy());
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + value);
        }
    }

    private static String lastEvent(RunRow row) {
        List<RunEvent> events = events(row);
        return events.isEmpty()
                ? "Something was noticed"
                : events.get(events.size() - 1).message();
    }

    private static List<RunEvent> events(RunRow row) {
        try {
            return row.run().events().read();
        } catch (UncheckedIOException e) {
            // That something was noticed is news even where its words cannot be read.
            return List.of();
        }
    }
}
