package org.idem.ui.runs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.HandlerUtil;
import org.idem.run.RunDirectory;

/** Finds the runs that a command or view is meant to work on. */
public final class SelectedRuns {
    private SelectedRuns() {}

    /** The runs of a selection, in its order. */
    public static List<RunDirectory> runs(ISelection selection) {
        if (!(selection instanceof IStructuredSelection structured)) {
            return List.of();
        }
        return Stream.of(structured.toArray())
                .map(element -> element instanceof RunRow row ? row.run() : Adapters.adapt(element, RunDirectory.class))
                .filter(run -> run != null)
                .distinct()
                .toList();
    }

    /** The first run of a selection. */
    public static Optional<RunDirectory> run(ISelection selection) {
        return runs(selection).stream().findFirst();
    }

    /** The selected runs; without any, the run of the active editor. */
    public static List<RunDirectory> runs(ExecutionEvent event) {
        List<RunDirectory> selected = runs(HandlerUtil.getCurrentSelection(event));
        if (!selected.isEmpty()) {
            return selected;
        }
        IEditorPart editor = HandlerUtil.getActiveEditor(event);
        RunDirectory open = editor == null ? null : Adapters.adapt(editor, RunDirectory.class);
        return open == null ? List.of() : List.of(open);
    }
}
