package org.idem.ui.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.Progress;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Moves runs into the hidden folder {@code .trash} beside them, from where they can be moved back. */
public final class DeleteRunsJob extends WorkJob {
    /** Name of the folder. */
    public static final String TRASH = ".trash";

    private final List<RunDirectory> runs;
    private final RunsModel model;

    /** For these runs. */
    public DeleteRunsJob(List<RunDirectory> runs, RunsModel model) {
        super(runs.size() == 1 ? "Deleting " + runs.get(0).name() : "Deleting " + runs.size() + " runs");
        this.runs = List.copyOf(runs);
        this.model = model;
    }

    @Override
    protected void work(Progress progress) {
        for (RunDirectory run : runs) {
            progress.checkCancelled();
            moveToTrash(run.path());
        }
        model.refresh();
    }

    private static void moveToTrash(Path run) {
        try {
            Path trash = Files.createDirectories(run.resolveSibling(TRASH));
            Path target = trash.resolve(run.getFileName());
            for (int copy = 2; Files.exists(target); copy++) {
                target = trash.resolve(run.getFileName() + "-" + copy);
            }
            Files.move(run, target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move " + run + " to the trash", e);
        }
    }
}
