package org.idem.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idem.report.ReportWriter;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: one HTML file about a run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Write one self-contained HTML file about a run: curves, results, faces, configuration.")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument argument;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write (default: report.html in the run).")
    private Path out;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDirectory run = argument.open();
        Path file = out == null ? run.reportFile() : out;
        write(console, run, file, "reporting");
        console.out().println(file);
        return 0;
    }

    static void write(Console console, RunDirectory run, Path file, String label) {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            ReportWriter.write(run, file, progress);
        }
    }
}
