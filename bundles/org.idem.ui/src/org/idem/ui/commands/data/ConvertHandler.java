package org.idem.ui.commands.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.convert.ConvertResult;
import org.idem.data.format.Datasets;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;
import org.idem.ui.dialogs.ConvertDialog;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.launch.ConvertJob;

/** Writes the open or selected data set in another format and says what came of it. */
public final class ConvertHandler extends AbstractHandler {
    private static final int MOST_SHOWN = 10;

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        SelectedDataset.of(event).ifPresent(set -> convert(workplace, set));
        return null;
    }

    /** Asks for the format, and converts a set. */
    static void convert(CommandContext workplace, Path set) {
        workplace.load(
                "Reading " + set.getFileName(), () -> Datasets.isPairs(set), pairs -> convert(workplace, set, pairs));
    }

    private static void convert(CommandContext workplace, Path set, boolean pairs) {
        ConvertDialog dialog = new ConvertDialog(workplace.shell(), set, pairs);
        if (dialog.open() == Window.OK) {
            new ConvertJob(dialog.request(), workplace.later(result -> tell(workplace, set, result))).schedule();
        }
    }

    private static void tell(CommandContext workplace, Path set, ConvertResult result) {
        new RefreshJob(workplace.folder()).schedule();
        workplace.say("Conversion of " + workplace.shown(set), words(result, workplace.shown(result.output())));
    }

    private static String words(ConvertResult result, String output) {
        String resumed = result.resumed() == 0
                ? ""
                : ", " + Units.count(result.resumed()) + " of them before it was interrupted";
        List<DataProblem> skipped = result.skipped();
        String left = skipped.isEmpty()
                ? ""
                : "\n\nLeft out: " + Units.count(skipped.size()) + "\n"
                        + skipped.stream()
                                .limit(MOST_SHOWN)
                                .map(one -> one.key() + ": " + one.message())
                                .collect(Collectors.joining("\n"));
        String notes = result.notes().isEmpty() ? "" : "\n\n" + String.join("\n", result.notes());
        return Units.count(result.images()) + " images are in " + output + resumed + "." + left + notes;
    }
}
