package org.idem.ui.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.Units;
import org.idem.run.MetricTags;
import org.idem.run.TrainingProgress;

/** The columns that every table of runs can have. */
final class FixedColumns {
    static final String STATE = "state";
    static final String NAME = "name";
    static final String EVENTS = "events";
    static final String TAGS = "tags";
    static final String NOTE = "note";
    static final String ACCURACY = "accuracy";
    static final String SPEED = "images_per_second";
    static final String TIME_LEFT = "time_left";
    static final String DEVICE = "device";

    private static final Map<String, RunColumn> ALL = new LinkedHashMap<>();

    static {
        add(RunColumn.text(STATE, "Status", 100, row -> RunState.word(row.live())));
        add(RunColumn.text(NAME, "Run", 212, row -> row.run().name()));
        add(RunColumn.number(
                EVENTS, "Events", 64, row -> (double) row.record().details().events(), FixedColumns::events));
        add(RunColumn.text(
                TAGS, "Tags", 96, row -> String.join(" ", row.labels().tags())));
        add(RunColumn.number("done", "Done", 54, row -> row.status().progress().fraction(), RunRow::percent));
        add(RunColumn.number("loss", "Loss", 60, row -> last(row, MetricTags.LOSS), RunRow::loss));
        add(RunColumn.number(
                "best_loss",
                "Best loss",
                76,
                row -> RunColumn.best(row, MetricTags.LOSS),
                row -> RunColumn.figure(RunColumn.best(row, MetricTags.LOSS))));
        add(RunColumn.number(ACCURACY, "Accuracy", 76, RunRow::lastAccuracy, RunRow::accuracy));
        add(RunColumn.text(RunColumn.CURVE, "Curve", 88, row -> ""));
        add(RunColumn.number(
                SPEED, "Images/s", 80, row -> row.status().progress().imagesPerSecond(), RunRow::imagesPerSecond));
        add(RunColumn.number(
                TIME_LEFT,
                "Time left",
                96,
                row -> row.live().isAlive() ? row.status().progress().etaSeconds() : Double.NaN,
                RunRow::timeLeft));
        add(RunColumn.text(DEVICE, "Device", 80, row -> row.record().details().device()));
        add(RunColumn.text(
                NOTE,
                "Note",
                200,
                row -> row.labels().note().lines().findFirst().orElse("")));
        add(new RunColumn(
                "step",
                "Step",
                120,
                false,
                row -> (double) row.status().progress().step(),
                RunRow::steps));
        add(RunColumn.text("epoch", "Epoch", 64, FixedColumns::epoch));
        add(RunColumn.text("started", "Started", 150, row -> row.status()
                .heartbeat()
                .started()
                .toString()));
        add(RunColumn.text("host", "Host", 96, row -> row.status().heartbeat().host()));
        add(RunColumn.text("path", "Folder", 240, row -> row.run().path().toString()));
    }

    private FixedColumns() {}

    private static void add(RunColumn column) {
        ALL.put(column.id(), column);
    }

    private static Double last(RunRow row, String tag) {
        return row.summary().lastMetrics().get(tag);
    }

    private static String events(RunRow row) {
        int events = row.record().details().events();
        return events == 0 ? "" : "⚠ " + Units.count(events);
    }

    private static String epoch(RunRow row) {
        TrainingProgress done = row.status().progress();
        return done.epochs() <= 0 ? "" : done.epoch() + " / " + done.epochs();
    }

    static RunColumn of(String id) {
        return ALL.get(id);
    }

    static List<RunColumn> all() {
        return List.copyOf(ALL.values());
    }
}
