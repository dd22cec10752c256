package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Takes runs away: into a hidden folder beside them, from where they can be moved back. */
public final class RunTrash {
    /** Name of the folder. */
    public static final String FOLDER = ".trash";

    private RunTrash() {}

    /**
     * Refuses what must not be taken away.
     *
     * @throws InputException if the folder is no run, or a process works on it or may still do so
     */
    public static void require(RunDirectory run, Clock clock) {
        if (!RunFinder.isRun(run.path())) {
            throw new InputException(Problem.error(
                    run.path(), "", "This folder is not a run", "remove it yourself if it is not needed"));
        }
        if (run.isInUse(clock)) {
            throw new InputException(Problem.error(
                    run.path(),
                    "",
                    "This run is still being trained, or may be",
                    "stop it first: idem stop " + run.name()
                            + "; if its trainer is known to be gone, move the folder away yourself"));
        }
    }

    /**
     * Moves a run to the trash.
     *
     * @return where it is now
     * @throws InputException as of {@link #require}
     * @throws UncheckedIOException if it cannot be moved; it is then where it was
     */
    public static Path move(RunDirectory run, Clock clock) {
        require(run, clock);
        try {
            Path trash = Files.createDirectories(run.path().resolveSibling(FOLDER));
            Path target = trash.resolve(run.name());
            for (int copy = 2; Files.exists(target); copy++) {
                target = trash.resolve(run.name() + "-" + copy);
            }
            return Files.move(run.path(), target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move " + run + " to the trash", e);
        }
    }

    /**
     * Moves a run back from the trash.
     *
     * @param trashed where it is now
     * @param original where it is to be
     * @throws InputException if something else is there by now
     * @throws UncheckedIOException if it cannot be moved; it is then where it was
     */
    public static RunDirectory restore(Path trashed, Path original) {
        if (Files.exists(original)) {
            throw new InputException(Problem.error(
                    original,
                    "",
                    "There is something else at the place that the run had",
                    "move the run back yourself from " + trashed));
        }
        try {
            Files.move(trashed, original);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move " + trashed + " back from the trash", e);
        }
        return RunDirectory.open(original);
    }
}
