package org.idem.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.report.ReportWriter;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: one HTML file about a run, or about several. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Write one self-contained HTML file about a run (curves, results, faces, configuration), or about"
                + " several (curves over each other, results side by side, what differs).")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArguments arguments;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "File to write (default: report.html in the run; of several a new file in the folder reports).")
    private Path out;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RunDirectory> runs = arguments.open();
        Path file = out == null ? file(runs) : out;
        write(console, runs, file, "reporting");
        console.out().println(file);
        return 0;
    }

    private static Path file(List<RunDirectory> runs) {
        return runs.size() == 1
                ? runs.get(0).reportFile()
                : ReportWriter.fileForSeveral(Path.of(""), Clock.systemDefaultZone());
    }

    static void write(Console console, List<RunDirectory> runs, Path file, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            ReportWriter.write(runs, file, progress);
        }
    }
}
