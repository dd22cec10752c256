package org.idem.cli;

import java.nio.file.Path;
import java.util.List;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs that a command is about, each told as a {@link RunArgument} is. */
final class RunArguments {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Folder, name, unique beginning of a name, or latest.")
    private List<String> names;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder to look for runs in and below (default: this folder).")
    private Path runs = Path.of("");

    /**
     * The runs that the user means, each once.
     *
     * @throws org.idem.core.InputException if one is not found, or a name begins several
     */
    List<RunDirectory> open() {
        return names.stream()
                .map(name -> RunArgument.find(name, runs))
                .distinct()
                .toList();
    }
}
