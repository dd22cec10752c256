package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Progress;
import org.idem.launch.Launcher;
import org.idem.launch.Ranks;
import org.idem.launch.TrainChoice;
import org.idem.run.RunDirectory;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Starts a training from a config. The trainer then goes on by itself, with or without the workbench. */
public final class TrainJob extends WorkJob {
    private final Path config;
    private final TrainChoice choice;
    private final WorkFolder folder;
    private final LauncherFactory launches;
    private final RunsModel runs;
    private final Consumer<RunDirectory> started;

    /**
     * Calls {@code started} on the job's thread once the trainer runs.
     */
    public TrainJob(
            Path config,
            TrainChoice choice,
            WorkFolder folder,
            LauncherFactory launches,
            RunsModel runs,
            Consumer<RunDirectory> started) {
        super("Starting " + config.getFileName());
        this.config = config;
        this.choice = choice;
        this.folder = folder;
        this.launches = launches;
        this.runs = runs;
        this.started = started;
    }

    @Override
    protected void work(Progress progress) {
        LoadedConfig loaded = load();
        loaded.require();
        progress.checkCancelled();
        Ranks ranks = choice.ranks();
        Launcher launcher = launches.launcher();
        RunDirectory run = launcher.prepareTraining(loaded);
        launcher.train(run, false, ranks);
        runs.watch(run.path().getParent());
        started.accept(run);
    }

    private LoadedConfig load() {
        return ConfigReader.read(config, choice.overrides(), ConfigReader.Files.MUST_EXIST, folder.path());
    }
}
