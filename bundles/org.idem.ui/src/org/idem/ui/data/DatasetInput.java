package org.idem.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPathEditorInput;
import org.eclipse.ui.IPersistableElement;
import org.idem.ui.icons.Icons;

/** A data set to open, by its path: a file, or a folder with one folder per identity. */
public final class DatasetInput implements IEditorInput, IPersistableElement {
    private static final String PATH = "path";

    private final Path path;

    /** The set at this path. */
    public DatasetInput(Path path) {
        this.path = path;
    }

    /** The path that any input of the editor stands for, or null. */
    static Path pathOf(IEditorInput input) {
        if (input instanceof DatasetInput set) {
            return set.path;
        }
        return input instanceof IPathEditorInput file ? file.getPath().toPath() : null;
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.DATA_SET.descriptor();
    }

    @Override
    public String getName() {
        return path.getFileName().toString();
    }

    @Override
    public String getToolTipText() {
        return path.toString();
    }

    @Override
    public IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(PATH, path.toString());
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == Path.class ? adapter.cast(path) : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetInput input && path.equals(input.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** Makes inputs from what a former session saved. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.idem.ui.dataSetInputFactory";

        @Override
        public IAdaptable createElement(IMemento memento) {
            String path = memento.getString(PATH);
            return path == null ? null : new DatasetInput(Path.of(path));
        }
    }
}
