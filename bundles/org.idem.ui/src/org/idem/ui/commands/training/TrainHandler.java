package org.idem.ui.commands.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.idem.launch.TrainChoice;
import org.idem.ui.Ids;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedConfig;

/** Trains the open or selected config; without one, the config that was trained last. */
public final class TrainHandler extends AbstractHandler {
    private static final String LAST = "train.last";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        config(event, workplace).ifPresent(config -> workplace.train(config, TrainChoice.AS_CONFIGURED));
        return null;
    }

    /** The config that is meant, saved; says what to do where there is none. */
    static Optional<Path> config(ExecutionEvent event, CommandContext workplace) {
        IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(Ids.BUNDLE);
        Optional<Path> config = SelectedConfig.of(event)
                .map(file -> file.getLocation().toPath())
                .or(() -> Optional.of(preferences.get(LAST, ""))
                        .filter(last -> !last.isEmpty())
                        .map(Path::of)
                        .filter(Files::isRegularFile));
        if (config.isEmpty()) {
            workplace.say("Train", "Open a config, or select one in the Explorer.");
        } else if (!workplace.window().getActivePage().saveAllEditors(true)) {
            return Optional.empty();
        }
        config.ifPresent(file -> preferences.put(LAST, file.toString()));
        return config;
    }
}
