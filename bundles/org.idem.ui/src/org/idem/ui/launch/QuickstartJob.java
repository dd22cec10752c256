package org.idem.ui.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.plan.template.NewConfigFile;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.WorkJob;

/** Brings what the quickstart needs into the folder: its config, a copy of the product's, and drawn faces. */
public final class QuickstartJob extends WorkJob {
    private static final Path CONFIG = Path.of("configs", "quickstart.yaml");
    private static final Path FACES = Path.of("data", "faces");
    private static final Path RECORDS = FACES.resolve("train.rec");

    private final WorkFolder folder;
    private final Runnable done;

    /** Calls {@code done} on the job's thread once config and faces are there. */
    public QuickstartJob(WorkFolder folder, Runnable done) {
        super("Preparing the quickstart");
        this.folder = folder;
        this.done = done;
    }

    /** The config of the quickstart in a folder. */
    public static Path config(WorkFolder folder) {
        return folder.resolve(CONFIG);
    }

    /** The faces that it trains on. */
    public static Path records(WorkFolder folder) {
        return folder.resolve(RECORDS);
    }

    @Override
    protected void work(Progress progress) {
        if (!Files.exists(config(folder))) {
            NewConfigFile.write(config(folder), products());
        }
        if (!Files.exists(records(folder))) {
            FaceGenerator.generate(GenerateRequest.usual(folder.resolve(FACES)), progress);
        }
        try {
            new LinkedFolder(ResourcesPlugin.getWorkspace())
                    .resources(folder.path())
                    .refreshLocal(IResource.DEPTH_INFINITE, null);
        } catch (CoreException e) {
            throw new IllegalStateException("The folder cannot be read again", e);
        }
        done.run();
    }

    /** The text of the config that came with the product. */
    private static String products() {
        String home = System.getProperty("idem.home", "");
        Path config = Path.of(home).resolve(CONFIG);
        if (home.isEmpty() || !Files.isRegularFile(config)) {
            throw new InputException(Problem.error(
                    config, "", "The product's " + CONFIG + " is not there", "start the workbench with ./idem"));
        }
        try {
            return Files.readString(config);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + config, e);
        }
    }
}
