package org.idem.cli;

import org.idem.devices.DeviceList;
import org.idem.devices.DeviceSurvey;
import org.idem.devices.cuda.CudaInstallation;
import picocli.CommandLine;

/** The tree of commands. */
final class Commands {
    private Commands() {}

    static CommandLine create(Console console, LauncherFactory launchers) {
        CommandLine data = new CommandLine(new DataCommand())
                .addSubcommand(new DataGenerateCommand(console))
                .addSubcommand(new DataInfoCommand(console))
                .addSubcommand(new DataCheckCommand(console))
                .addSubcommand(new DataConvertCommand(console))
                .addSubcommand(new DataDoctorCommand(console, launchers));
        CommandLine config = new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigNewCommand(console))
                .addSubcommand(new ConfigCheckCommand(console))
                .addSubcommand(new ConfigShowCommand(console));
        CommandLine runs = new CommandLine(new RunsCommand(console))
                .addSubcommand(new RunsShowCommand(console))
                .addSubcommand(new RunsDiffCommand(console))
                .addSubcommand(tag(console))
                .addSubcommand(new RunsNoteCommand(console))
                .addSubcommand(new RunsRenameCommand(console))
                .addSubcommand(new RunsArchiveCommand(console))
                .addSubcommand(new RunsRemoveCommand(console))
                .addSubcommand(new RunsImportCommand(console));
        return new CommandLine(new IdemCommand())
                .addSubcommand(new DemoCommand(console, launchers, Commands::devices))
                .addSubcommand(data)
                .addSubcommand(config)
                .addSubcommand(new PlanCommand(console, Commands::devices))
                .addSubcommand(new TrainCommand(console, launchers, Commands::devices))
                .addSubcommand(new StopCommand(console, launchers))
                .addSubcommand(runs)
                .addSubcommand(new EventsCommand(console))
                .addSubcommand(new VerifyCommand(console, launchers))
                .addSubcommand(new IjbCommand(console, launchers))
                .addSubcommand(new TinyFaceCommand(console, launchers))
                .addSubcommand(new EvalCommand())
                .addSubcommand(new EmbedCommand(console, launchers))
                .addSubcommand(new CompareCommand(console, launchers))
                .addSubcommand(new ExportCommand(console, launchers))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new DevicesCommand(console, Commands::devices))
                .addSubcommand(new InstallCudaCommand(console, CudaInstallation::locate, Commands::devices));
    }

    private static DeviceList devices() {
        return DeviceSurvey.ofThisMachine().survey();
    }

    /** What begins with a dash is a tag to take away, unless it is an option. */
    private static CommandLine tag(Console console) {
        return new CommandLine(new RunsTagCommand(console)).setUnmatchedOptionsArePositionalParams(true);
    }
}
