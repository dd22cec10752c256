package org.idem.ui.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The folder on disk that the workbench works in. One object lives as long as the workbench, registered as an OSGi
 * service; {@link #change} moves it to another folder. Thread-safe; listeners are called on the thread that changes it.
 */
public final class WorkFolder {
    private final List<Consumer<Path>> listeners = new CopyOnWriteArrayList<>();
    private volatile Path path;

    /** Starts in {@code path}. */
    public WorkFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** The name that the window shows. */
    public String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Where runs are unless a config says otherwise. */
    public Path runs() {
        return path.resolve("runs");
    }

    /** Resolves a path that a config gives: configs are relative to the folder. */
    public Path resolve(Path inConfig) {
        return path.resolve(inConfig).normalize();
    }

    /** A path as the user knows it: relative to the folder where it is in there. */
    public String shown(Path file) {
        Path folder = path;
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }

    /** Moves to another folder and tells the listeners. */
    public void change(Path folder) {
        path = folder.toAbsolutePath().normalize();
        listeners.forEach(listener -> listener.accept(path));
    }

    /** Calls {@code listener} whenever the folder changes; the returned object stops that. */
    public Runnable onChange(Consumer<Path> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
