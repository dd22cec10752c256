package org.idem.ui.commands.data;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;

/** Converts a data set into a form to work with: the open or selected one or, without one, a file that the user chooses. */
public final class ImportDataHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        SelectedDataset.of(event).or(() -> choose(workplace)).ifPresent(set -> ConvertHandler.convert(workplace, set));
        return null;
    }

    private static Optional<Path> choose(CommandContext workplace) {
        FileDialog dialog = new FileDialog(workplace.shell(), SWT.OPEN);
        dialog.setText("Data Set to Convert");
        dialog.setFilterNames("Data sets (*.rec, *.bin, *.txt, *.lst)", "All files");
        dialog.setFilterExtensions("*.rec;*.bin;*.txt;*.lst", "*");
        dialog.setFilterPath(workplace.folder().path().toString());
        return Optional.ofNullable(dialog.open()).map(Path::of);
    }
}
