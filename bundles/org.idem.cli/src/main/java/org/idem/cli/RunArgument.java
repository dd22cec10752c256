package org.idem.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The run that a command is about: a folder, the name of a run, the beginning of one name only, or latest. */
final class RunArgument {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder, name, unique beginning of a name, or latest.")
    private String name;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder to look for runs in and below (default: this folder).")
    private Path runs = Path.of("");

    RunDirectory open() {
        return find(name, runs);
    }

    /**
     * The run that a user means.
     *
     * @throws InputException if there is none, or more than one
     */
    static RunDirectory find(String name, Path runs) {
        if (isRun(name)) {
            return RunDirectory.open(Path.of(name));
        }
        List<RunDirectory> all = new RunCatalog(runs)
                .scan().stream().map(summary -> summary.run()).toList();
        List<RunDirectory> meant = all.stream()
                .filter(run -> name.equals("latest") || run.name().startsWith(name))
                .toList();
        if (name.equals("latest") && !meant.isEmpty()) {
            return meant.get(0);
        }
        List<RunDirectory> exact =
                meant.stream().filter(run -> run.name().equals(name)).toList();
        if (exact.size() == 1 || meant.size() == 1) {
            return exact.size() == 1 ? exact.get(0) : meant.get(0);
        }
        throw new InputException(meant.isEmpty() ? unknown(name, runs, all) : ambiguous(name, meant));
    }

    private static boolean isRun(String name) {
        try {
            return !name.isEmpty() && RunDirectory.isRun(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Problem unknown(String name, Path runs, List<RunDirectory> all) {
        String remedy = all.isEmpty()
                ? "there are none in " + runs.toAbsolutePath().normalize() + "; name the folder with --runs"
                : "the newest is " + all.get(0).name() + "; idem runs lists all";
        return Problem.error(null, "RUN", "There is no run '" + name + "'", remedy);
    }

    private static Problem ambiguous(String name, List<RunDirectory> meant) {
        String names = String.join(", ", meant.stream().map(RunDirectory::name).toList());
        return Problem.error(null, "RUN", "'" + name + "' begins several names: " + names, "give more of the name");
    }
}
