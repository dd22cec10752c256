package org.idem.ui.commands.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.config.reader.ConfigReader;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.folder.ConfigOpener;

/** Makes a config of what the selected run was trained with, under a name that is free, and opens it. */
public final class DuplicateConfigHandler extends AbstractHandler {
    private static final int MOST_COPIES = 10_000;

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        RunDirectory run = workplace.selectedRuns().get(0);
        Path configs = workplace.folder().path().resolve("configs");
        workplace.load(
                "Duplicating the config of " + run.name(),
                () -> duplicate(run, configs),
                file -> ConfigOpener.open(workplace.window().getActivePage(), file));
        return null;
    }

    private static Path duplicate(RunDirectory run, Path configs) throws IOException {
        if (!Files.isRegularFile(run.configFile())) {
            throw new InputException(
                    Problem.error(run.configFile(), "", "This run has no config", "it was never started, or imported"));
        }
        String text = "# From the run " + run.name() + "\n" + ConfigReader.readText(run.configFile());
        Files.createDirectories(configs);
        String name = run.name().replaceFirst("^\\d{8}-\\d{6}-?", "");
        String base = name.isEmpty() ? run.name() : name;
        for (int copy = 1; copy < MOST_COPIES; copy++) {
            Path file = configs.resolve(base + (copy == 1 ? "-copy" : "-copy-" + copy) + ".yaml");
            if (!Files.exists(file)) {
                AtomicFiles.write(file, text);
                return file;
            }
        }
        throw new InputException(Problem.error(configs, "", "There are too many copies", "remove some"));
    }
}
