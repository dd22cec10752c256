package org.idem.ui.commands;

import java.util.Optional;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.ide.ResourceUtil;

/** Finds the config that a command is meant to work on. */
final class SelectedConfig {
    private SelectedConfig() {}

    /** The selected config in the explorer; without one, that of the active editor. */
    static Optional<IFile> of(ExecutionEvent event) {
        return selected(event).or(() -> open(HandlerUtil.getActiveEditor(event)));
    }

    private static Optional<IFile> selected(ExecutionEvent event) {
        return HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
                ? Optional.ofNullable(Adapters.adapt(selection.getFirstElement(), IFile.class))
                        .filter(SelectedConfig::isConfig)
                : Optional.empty();
    }

    private static Optional<IFile> open(IEditorPart editor) {
        return editor == null
                ? Optional.empty()
                : Optional.ofNullable(ResourceUtil.getFile(editor.getEditorInput()))
                        .filter(SelectedConfig::isConfig);
    }

    private static boolean isConfig(IFile file) {
        return "yaml".equalsIgnoreCase(file.getFileExtension()) || "yml".equalsIgnoreCase(file.getFileExtension());
    }
}
