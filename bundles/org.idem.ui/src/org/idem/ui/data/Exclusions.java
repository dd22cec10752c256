package org.idem.ui.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.ILog;
import org.idem.core.InputException;
import org.idem.data.ImageDataset;
import org.idem.data.inspect.ExcludeFile;

/** Which images of a set the list beside it leaves out. Thread-safe; {@link #add} and {@link #remove} write the list. */
public final class Exclusions {
    private final ImageDataset set;
    private final ExcludeFile file;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> keys;

    /** Reads the list: on a loading thread. One that cannot be read leaves nothing out, and is never written either. */
    Exclusions(ImageDataset set) {
        this.set = set;
        this.file = ExcludeFile.beside(set.path());
        this.keys = readable();
    }

    private Set<String> readable() {
        try {
            return file.keys();
        } catch (InputException e) {
            ILog.get().warn("The list " + file.path() + " cannot be read", e);
            return Set.of();
        }
    }

    /** Where the list is or would be. */
    public Path file() {
        return file.path();
    }

    /** Number of keys in the list. */
    public int size() {
        return keys.size();
    }

    /** Whether the list has the key of an image. */
    public boolean contains(int image) {
        Set<String> now = keys;
        return !now.isEmpty() && now.contains(set.key(image));
    }

    /**
     * Leaves images out: on a background thread.
     *
     * @return the keys that were not left out before
     */
    public synchronized List<String> add(Collection<String> more) {
        List<String> added = file.add(more);
        changed();
        return added;
    }

    /**
     * Takes images in again: on a background thread.
     *
     * @return the keys that were left out before
     */
    public synchronized List<String> remove(Collection<String> fewer) {
        List<String> removed = file.remove(fewer);
        changed();
        return removed;
    }

    /** Calls {@code action} on a background thread after each change. */
    public void onChange(Runnable action) {
        listeners.add(action);
    }

    private void changed() {
        keys = file.keys();
        listeners.forEach(Runnable::run);
    }
}
