package org.idem.ui.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.idem.data.format.Datasets;

/** Finds the data set that a command is meant to work on. */
public final class SelectedDataset {
    private SelectedDataset() {}

    /** The data set of the command that was called. */
    public static Optional<Path> of(ExecutionEvent event) {
        return CommandTargets.value(event, CommandTargets.DATASET, Path.class);
    }

    /** The selected file or folder that can be a set; without one, the set of the editor, which may be null. */
    public static Optional<Path> of(ISelection selection, IEditorPart editor) {
        return selected(selection).or(() -> Optional.ofNullable(Adapters.adapt(editor, Path.class)));
    }

    private static Optional<Path> selected(ISelection selection) {
        if (!(selection instanceof IStructuredSelection structured)) {
            return Optional.empty();
        }
        return Optional.ofNullable(Adapters.adapt(structured.getFirstElement(), IResource.class))
                .filter(resource -> resource.getLocation() != null && canBeSet(resource))
                .map(resource -> resource.getLocation().toPath());
    }

    private static boolean canBeSet(IResource resource) {
        return resource instanceof IFolder
                || Datasets.isNamedAsSet(resource.getLocation().toPath());
    }
}
