package org.idem.ui.start;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.idem.core.Units;
import org.idem.ui.Commands;
import org.idem.ui.icons.Icons;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunState;

/** Fills the columns of the start page. */
final class StartSections {
    private static final int MOST_ROWS = 8;
    private static final String QUICKSTART =
            "Draws 8,000 faces of people who do not exist, writes a config for them, and trains a small network: some"
                    + " minutes on two processor cores.";
    private static final String NOTHING =
            "No data set and no config is in this folder yet. A data set is a train.rec with its train.idx, an image"
                    + " list (label.txt), or a folder with a folder of pictures for each person. Put one here or link to"
                    + " it, open another folder, or begin with the quickstart.";

    private final StartActions actions;

    StartSections(StartActions actions) {
        this.actions = actions;
    }

    /** What there is. */
    void found(StartColumn column, StartContents contents, List<RunRow> runs) {
        if (contents.found().isEmpty() && runs.isEmpty()) {
            column.heading("In this folder");
            column.sentence(NOTHING, false);
            return;
        }
        heading(column, "Runs", runs.size());
        rows(column, runs, row -> {
            column.link(
                    Icons.RUN,
                    row.run().name(),
                    row.run().path().toString(),
                    () -> actions.openRun(row.run().path()));
            column.word(RunState.word(row.live()));
        });
        heading(column, "Configs", contents.found().configs().size());
        rows(column, contents.found().configs(), config -> {
            column.link(Icons.CONFIG, contents.shown(config), config.toString(), () -> actions.openConfig(config));
            column.word("");
        });
        heading(column, "Data sets", contents.found().sets().size());
        rows(column, contents.found().sets(), set -> {
            column.link(Icons.DATA_SET, contents.shown(set), set.toString(), () -> actions.openSet(set));
            column.secondLink("New config…", "Make a config that trains on " + set, () -> actions.newConfig(set));
        });
        heading(column, "Verification sets", contents.found().pairs().size());
        rows(column, contents.found().pairs(), set -> {
            column.link(Icons.VERIFICATION, contents.shown(set), set.toString(), () -> actions.openSet(set));
            column.word("");
        });
        if (!contents.found().whole()) {
            column.sentence("There is more in this folder than was looked through.", false);
        }
    }

    private static void heading(StartColumn column, String what, int count) {
        if (count > 0) {
            column.heading(what + " (" + Units.count(count) + ")");
        }
    }

    private static <T> void rows(StartColumn column, List<T> all, Consumer<T> row) {
        all.stream().limit(MOST_ROWS).forEach(row);
        if (all.size() > MOST_ROWS) {
            column.sentence("and " + Units.count(all.size() - MOST_ROWS) + " more", true);
        }
    }

    /** What can be begun. */
    void begin(StartColumn column, List<Path> recent) {
        column.heading("Begin");
        offer(column, Icons.TRAIN, "Quickstart", QUICKSTART, () -> actions.run(Commands.QUICKSTART));
        offer(
                column,
                Icons.CONFIG,
                "New Config…",
                "A config for a data set, with the values of the published recipes.",
                () -> actions.run(Commands.NEW_CONFIG));
        offer(
                column,
                Icons.GENERATE,
                "Generated Faces…",
                "Draws a data set of any size, with a verification set of other people.",
                () -> actions.run(Commands.GENERATE));
        offer(
                column,
                Icons.FOLDER,
                "Open Folder…",
                "Moves the workbench to another folder.",
                () -> actions.run(Commands.OPEN_FOLDER));
        if (!recent.isEmpty()) {
            column.heading("Recent folders");
            recent.forEach(folder -> {
                column.link(Icons.FOLDER, folder.toString(), "Open " + folder, () -> actions.openFolder(folder));
                column.word("");
            });
        }
    }

    private static void offer(StartColumn column, Icons icon, String what, String why, Runnable action) {
        column.link(icon, what, why, action);
        column.word("");
        column.sentence(why, true);
    }
}
