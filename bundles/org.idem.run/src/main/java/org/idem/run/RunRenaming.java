package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Gives a run another name: that of its folder, of which the moment of its beginning stays. */
public final class RunRenaming {
    private static final Pattern STAMPED = Pattern.compile("(\\d{8}-\\d{6})(-.*)?");

    private RunRenaming() {}

    /**
     * Renames a run that nobody trains.
     *
     * @param name what is to follow after the moment
     * @return the run under its new name
     * @throws InputException if the name is none, is taken, or a process works on the run or may still do so
     * @throws UncheckedIOException if the folder cannot be renamed; it is then as it was
     */
    public static RunDirectory rename(RunDirectory run, String name, Clock clock) {
        if (name.isEmpty() || !Names.plain(name).equals(name)) {
            throw refused(run, "\"" + name + "\" cannot be the name of a run", "give letters, digits, dots and dashes");
        }
        if (run.isInUse(clock)) {
            throw refused(run, "This run is still being trained, or may be", "stop it first: idem stop " + run.name());
        }
        Matcher stamped = STAMPED.matcher(run.name());
        Path target = run.path().resolveSibling(stamped.matches() ? stamped.group(1) + "-" + name : name);
        if (target.equals(run.path())) {
            return run;
        }
        if (Files.exists(target)) {
            throw refused(run, "There is a run " + target.getFileName() + " already", "give another name");
        }
        try {
            Files.move(run.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rename " + run, e);
        }
        return RunDirectory.open(target);
    }

    private static InputException refused(RunDirectory run, String message, String remedy) {
        return new InputException(Problem.error(run.path(), "", message, remedy));
    }
}
