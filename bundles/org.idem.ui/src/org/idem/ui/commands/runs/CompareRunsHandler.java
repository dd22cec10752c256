package org.idem.ui.commands.runs;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.compare.ComparisonInput;

/** Opens the selected runs in one editor. */
public final class CompareRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<Path> runs =
                workplace.selectedRuns().stream().map(RunDirectory::path).toList();
        if (workplace.window().getActivePage() != null) {
            PartOpener.open(workplace.window().getActivePage(), new ComparisonInput(runs), Ids.COMPARISON_EDITOR);
        }
        return null;
    }
}
