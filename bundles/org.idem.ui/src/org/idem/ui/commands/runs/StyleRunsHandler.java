package org.idem.ui.commands.runs;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.Commands;
import org.idem.ui.commands.CommandContext;

/** Gives the selected runs a colour that charts draw them with from now on. */
public final class StyleRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        int style = Integer.parseInt(event.getParameter(Commands.STYLE));
        RunLabeling.of(
                        "Colour of " + RunLabeling.named(runs),
                        runs,
                        labels -> labels.withStyle(style),
                        workplace.runs())
                .schedule();
        return null;
    }
}
