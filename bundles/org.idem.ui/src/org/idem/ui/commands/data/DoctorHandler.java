package org.idem.ui.commands.data;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.protocol.ModelSource;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.dialogs.DoctorDialog;
import org.idem.ui.launch.DoctorJob;
import org.idem.ui.runs.RunRow;

/** Looks at the open or selected data set with a model, and shows what it finds in the view Doctor. */
public final class DoctorHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        SelectedDataset.of(event).ifPresent(set -> ask(workplace, set));
        return null;
    }

    private static void ask(CommandContext workplace, Path set) {
        List<String> runs = workplace.runs().rows().stream()
                .filter(RunRow::hasCheckpoint)
                .map(row -> workplace.shown(row.run().path()))
                .toList();
        DoctorDialog dialog = new DoctorDialog(
                workplace.shell(),
                set.getFileName().toString(),
                workplace.folder().path(),
                runs);
        if (dialog.open() == Window.OK) {
            ModelSource model = ModelSource.ofRun(dialog.model(), dialog.checkpoint());
            new DoctorJob(
                            model,
                            set,
                            dialog.against(),
                            workplace.launches(),
                            workplace.later(reply -> show(workplace, set, reply.notes())))
                    .schedule();
        }
    }

    private static void show(CommandContext workplace, Path set, List<String> notes) {
        workplace.window().getService(CheckedSets.class).tellChange();
        PartOpener.show(workplace.window().getActivePage(), Ids.DOCTOR_VIEW);
        String more = notes.isEmpty() ? "" : "\n\n" + String.join("\n", notes);
        workplace.say(
                "Doctor: " + workplace.shown(set),
                "What the model finds unusual about the people of this set is in the view Doctor." + more);
    }
}
