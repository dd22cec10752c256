package org.idem.cli;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.idem.launch.EngineInstallation;
import picocli.CommandLine;

/** Entry of {@code ./idem COMMAND}. Exit codes: 0 done, 1 the work failed, 2 the input was wrong, 130 cancelled. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Reader answers = Terminal.isOnStandardInput() ? new InputStreamReader(System.in, StandardCharsets.UTF_8) : null;
        boolean terminal = System.getenv("TERM") != null && Terminal.isOnStandardError();
        Console console = new Console(out, err, terminal, answers);
        Interrupts.deliverTo(console);
        System.exit(run(console, new LauncherFactory(EngineInstallation::locate), arguments));
    }

    /** Runs one command on a console. */
    static int run(Console console, LauncherFactory launchers, String... arguments) {
        CommandLine line = Commands.create(console, launchers);
        // What it would colour comes from outside as well: unknown words, paths.
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setOut(console.out());
        line.setErr(console.err());
        line.setExecutionExceptionHandler(new Failures(console));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        int exitCode = line.execute(arguments);
        console.out().flush();
        console.err().flush();
        return exitCode;
    }
}
