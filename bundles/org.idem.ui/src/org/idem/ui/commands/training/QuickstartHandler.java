package org.idem.ui.commands.training;

import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.launch.TrainChoice;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.folder.ConfigOpener;
import org.idem.ui.launch.QuickstartJob;

/** Draws faces and writes a config for them where these are not there yet, opens both, and trains. */
public final class QuickstartHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        Consumer<Object> begin = workplace.later(nothing -> begin(workplace));
        new QuickstartJob(workplace.folder(), () -> begin.accept(null)).schedule();
        return null;
    }

    private static void begin(CommandContext workplace) {
        IWorkbenchPage page = workplace.window().getActivePage();
        if (page == null) {
            return;
        }
        PartOpener.open(page, new DatasetInput(QuickstartJob.records(workplace.folder())), Ids.DATA_SET_EDITOR);
        ConfigOpener.open(page, QuickstartJob.config(workplace.folder()));
        workplace.train(QuickstartJob.config(workplace.folder()), TrainChoice.AS_CONFIGURED);
    }
}
