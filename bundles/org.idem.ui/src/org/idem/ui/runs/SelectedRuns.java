package org.idem.ui.runs;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.PlatformUI;
import org.idem.run.RunDirectory;
import org.idem.ui.selection.IndexedSelection;

/** Finds the runs that something selected or open stands for, by asking it for its adapter. */
public final class SelectedRuns {
    private SelectedRuns() {}

    /** The runs of a selection as they were last read, in its order; what is no run is left out. */
    public static List<RunRow> rows(ISelection selection) {
        // Of a grid's items, of which millions may be selected, none is a run.
        boolean mayHaveRuns = selection instanceof IStructuredSelection && !(selection instanceof IndexedSelection);
        return mayHaveRuns ? rows(((IStructuredSelection) selection).toArray()) : List.of();
    }

    /** The run of an editor or another single thing as it was last read; empty for null and for what is no run. */
    public static List<RunRow> rows(Object... elements) {
        return Stream.of(elements)
                .map(SelectedRuns::row)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The first run of a selection. */
    public static Optional<RunDirectory> run(ISelection selection) {
        return selection instanceof IStructuredSelection structured && !structured.isEmpty()
                ? Optional.ofNullable(Adapters.adapt(structured.getFirstElement(), RunDirectory.class))
                : Optional.empty();
    }

    private static RunRow row(Object element) {
        RunRow row = Adapters.adapt(element, RunRow.class);
        if (row != null) {
            return row;
        }
        RunDirectory run = Adapters.adapt(element, RunDirectory.class);
        RunsModel model = PlatformUI.getWorkbench().getService(RunsModel.class);
        return run == null || model == null ? null : model.row(run.path()).orElse(null);
    }
}
