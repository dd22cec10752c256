package org.idem.ui.run;

import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.idem.run.RunDirectory;
import org.idem.ui.icons.Icons;

/** A run to open; survives a restart of the workbench by its path. */
public final class RunEditorInput implements IEditorInput, IPersistableElement {
    private static final String PATH = "path";

    private final Path run;

    /** The run in this folder. */
    public RunEditorInput(Path run) {
        this.run = run;
    }

    /** The run's folder. */
    public Path run() {
        return run;
    }

    @Override
    public boolean exists() {
        return RunDirectory.isRun(run);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.RUN.descriptor();
    }

    @Override
    public String getName() {
        return run.getFileName().toString();
    }

    @Override
    public String getToolTipText() {
        return run.toString();
    }

    @Override
    public IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(PATH, run.toString());
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class && exists() ? adapter.cast(RunDirectory.open(run)) : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunEditorInput input && run.equals(input.run);
    }

    @Override
    public int hashCode() {
        return run.hashCode();
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.runInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            String path = memento.getString(PATH);
            return path == null ? null : new RunEditorInput(Path.of(path));
        }
    }
}
