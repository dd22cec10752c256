package org.idem.ui.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.faces.GenerateRequest;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.launch.GenerateJob;

/** Trains configs/quickstart.yaml of the folder, on faces drawn first when they are not there. */
public final class QuickstartHandler extends AbstractHandler {
    private static final Path CONFIG = Path.of("configs", "quickstart.yaml");
    private static final Path FACES = Path.of("data", "faces");

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        Path config = workplace.folder().resolve(CONFIG);
        Path faces = workplace.folder().resolve(FACES);
        if (!Files.isRegularFile(config)) {
            workplace.say(
                    "Quickstart",
                    "There is no " + CONFIG + " in " + workplace.folder().path() + ".");
        } else if (Files.exists(faces.resolve("train.rec"))) {
            train(workplace, config);
        } else {
            new GenerateJob(GenerateRequest.usual(faces), workplace.later(result -> train(workplace, config)))
                    .schedule();
        }
        return null;
    }

    private static void train(CommandContext workplace, Path config) {
        new RefreshJob(workplace.folder()).schedule();
        workplace.train(config);
    }
}
