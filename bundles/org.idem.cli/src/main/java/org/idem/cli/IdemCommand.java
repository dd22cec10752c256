package org.idem.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: only says what there is. */
@Command(
        name = "idem",
        mixinStandardHelpOptions = true,
        versionProvider = IdemCommand.Version.class,
        description = "Train, verify and export face recognition networks.",
        footer = {
            "",
            "Without a command, ./idem opens the workbench on the current folder.",
            "Exit codes: 0 done, 1 the work failed, 2 the input was wrong, 130 cancelled."
        })
final class IdemCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give a command.");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = IdemCommand.class.getPackage().getImplementationVersion();
            String java = System.getProperty("java.version");
            return new String[] {"idem " + (version == null ? "1.0.0" : version) + " (Java " + java + ")"};
        }
    }
}
