package org.idem.ui.commands.training;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.devices.DeviceList;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.TrainDialog;

/** Asks on what the open or selected config is to be trained, and trains it there. */
public final class TrainOnHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        TrainHandler.config(event, workplace)
                .ifPresent(config -> workplace.load(
                        "Looking at devices",
                        () -> workplace.devices().read(),
                        devices -> train(workplace, config, devices)));
        return null;
    }

    private static void train(CommandContext workplace, Path config, DeviceList devices) {
        TrainDialog dialog =
                new TrainDialog(workplace.shell(), config.getFileName().toString(), devices);
        if (dialog.open() == Window.OK) {
            workplace.train(config, dialog.choice());
        }
    }
}
