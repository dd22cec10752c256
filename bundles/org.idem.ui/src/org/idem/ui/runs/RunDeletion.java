package org.idem.ui.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.run.RunDirectory;
import org.idem.run.RunTrash;

/** Moves runs to the trash: into the hidden folder {@code .trash} beside them, from where undoing moves them back. */
public final class RunDeletion {
    private RunDeletion() {}

    /** All are looked at before the first is moved; none is moved if one must not be. */
    public static RunOperation of(List<RunDirectory> runs, RunsModel model) {
        Clock clock = Clock.systemUTC();
        Map<Path, Path> moved = new LinkedHashMap<>();
        String what = runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs";
        return new RunOperation(
                "Delete " + what,
                () -> {
                    runs.forEach(run -> RunTrash.require(run, clock));
                    runs.forEach(run -> moved.put(run.path(), RunTrash.move(run, clock)));
                },
                () -> {
                    moved.forEach((original, trashed) -> RunTrash.restore(trashed, original));
                    moved.clear();
                },
                model);
    }
}
