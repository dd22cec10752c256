package org.idem.ui.commands.runs;

import java.util.stream.Collectors;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.idem.run.RunCommandLine;
import org.idem.ui.commands.CommandContext;

/** Copies the command that trains the same as each selected run, a line each. */
public final class CopyCommandLineHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        var runs = workplace.selectedRuns();
        workplace.load(
                "Reading how the runs were started",
                () -> runs.stream().map(RunCommandLine::of).collect(Collectors.joining("\n")),
                text -> copy(workplace, text));
        return null;
    }

    private static void copy(CommandContext workplace, String text) {
        Clipboard clipboard = new Clipboard(workplace.shell().getDisplay());
        try {
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }
}
