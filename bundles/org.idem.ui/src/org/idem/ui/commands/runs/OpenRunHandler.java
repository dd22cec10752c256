package org.idem.ui.commands.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.ui.commands.CommandContext;

/** Opens an editor for each selected run. */
public final class OpenRunHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        workplace.selectedRuns().forEach(workplace::open);
        return null;
    }
}
