package org.idem.ui.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.idem.ui.icons.Icons;

/**
 * The input of an editor that shows something on disk. It holds no more than the path, so that a later session can open
 * the same again. Two inputs of one class are equal when their paths are; a class that stands for a part of what is at
 * the path compares that part too.
 */
public abstract class PathInput implements IEditorInput, IPersistableElement {
    private static final String PATH = "path";

    private final Path path;
    private final Icons icon;
    private final String factory;

    /**
     * Stands for what is at a path.
     *
     * @param path of a file or folder, which may be gone by now
     * @param icon what the editor's tab shows
     * @param factory id of the element factory that makes such inputs from what {@link #saveState} wrote
     */
    protected PathInput(Path path, Icons icon, String factory) {
        this.path = path;
        this.icon = icon;
        this.factory = factory;
    }

    /** The path that a memento was saved with, or null. */
    protected static Path pathOf(IMemento memento) {
        String path = memento.getString(PATH);
        return path == null ? null : Path.of(path);
    }

    /** Where it is on disk. */
    public final Path path() {
        return path;
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public final ImageDescriptor getImageDescriptor() {
        return icon.descriptor();
    }

    @Override
    public String getName() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    @Override
    public String getToolTipText() {
        return path.toString();
    }

    @Override
    public final IPersistableElement getPersistable() {
        return exists() ? this : null;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(PATH, path.toString());
    }

    @Override
    public final String getFactoryId() {
        return factory;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && path.equals(((PathInput) other).path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
