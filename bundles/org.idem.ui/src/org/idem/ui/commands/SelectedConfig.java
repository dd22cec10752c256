package org.idem.ui.commands;

import java.util.Optional;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ide.ResourceUtil;

/** Finds the config that a command is meant to work on. */
public final class SelectedConfig {
    private SelectedConfig() {}

    /** The config of the command that was called. */
    public static Optional<IFile> of(ExecutionEvent event) {
        return CommandTargets.value(event, CommandTargets.CONFIG, IFile.class);
    }

    /** The selected config; without one, that of the editor, which may be null. */
    public static Optional<IFile> of(ISelection selection, IEditorPart editor) {
        return selected(selection).or(() -> open(editor));
    }

    private static Optional<IFile> selected(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                ? Optional.ofNullable(Adapters.adapt(structured.getFirstElement(), IFile.class))
                        .filter(SelectedConfig::isYaml)
                : Optional.empty();
    }

    private static Optional<IFile> open(IEditorPart editor) {
        return editor == null
                ? Optional.empty()
                : Optional.ofNullable(ResourceUtil.getFile(editor.getEditorInput()))
                        .filter(SelectedConfig::isYaml);
    }

    /** Whoever asks for a YAML file to be trained or checked means it as a config, whatever it holds. */
    private static boolean isYaml(IFile file) {
        return "yaml".equalsIgnoreCase(file.getFileExtension()) || "yml".equalsIgnoreCase(file.getFileExtension());
    }
}
