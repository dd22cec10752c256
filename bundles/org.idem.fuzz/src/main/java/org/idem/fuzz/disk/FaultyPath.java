package org.idem.fuzz.disk;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path of the file system below. */
final class FaultyPath implements Path {
    private final FaultyFileSystem system;
    private final Path path;

    FaultyPath(FaultyFileSystem system, Path path) {
        this.system = system;
        this.path = path;
    }

    /** The path of the file system below; others are as they are. */
    static Path below(Path any) {
        return any instanceof FaultyPath faulty ? faulty.path : any;
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return path.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return system.wrap(path.getRoot());
    }

    @Override
    public Path getFileName() {
        return system.wrap(path.getFileName());
    }

    @Override
    public Path getParent() {
        return system.wrap(path.getParent());
    }

    @Override
    public int getNameCount() {
        return path.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return system.wrap(path.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return system.wrap(path.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return path.startsWith(below(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return path.endsWith(below(other));
    }

    @Override
    public Path normalize() {
        return system.wrap(path.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return system.wrap(path.resolve(below(other)));
    }

    @Override
    public Path relativize(Path other) {
        return system.wrap(path.relativize(below(other)));
    }

    @Override
    public URI toUri() {
        return path.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return system.wrap(path.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return system.wrap(path.toRealPath(options));
    }

    @Override
    public File toFile() {
        return new File(path.toString());
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return path.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return path.compareTo(below(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaultyPath faulty && faulty.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
