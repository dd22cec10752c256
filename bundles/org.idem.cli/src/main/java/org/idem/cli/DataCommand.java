package org.idem.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with data sets. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Make, describe, check, convert and clean data sets.")
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give one of generate, info, check, convert, doctor.");
    }
}
