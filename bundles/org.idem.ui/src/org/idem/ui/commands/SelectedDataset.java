package org.idem.ui.commands;

import java.nio.file.Path;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.HandlerUtil;

/** Finds the data set that a command is meant to work on. */
final class SelectedDataset {
    private SelectedDataset() {}

    /** The selected set in the explorer; without one, that of the active editor; else null. */
    static Path of(ExecutionEvent event) {
        if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection) {
            IResource resource = Adapters.adapt(selection.getFirstElement(), IResource.class);
            if (resource != null && resource.getLocation() != null && canBeSet(resource)) {
                return resource.getLocation().toPath();
            }
        }
        IEditorPart editor = HandlerUtil.getActiveEditor(event);
        return editor == null ? null : Adapters.adapt(editor, Path.class);
    }

    private static boolean canBeSet(IResource resource) {
        String extension = String.valueOf(resource.getFileExtension());
        return resource instanceof IFolder
                || resource instanceof IFile && (extension.matches("rec|bin|lst|tsv") || extension.equals("txt"));
    }
}
