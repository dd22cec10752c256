package org.idem.fuzz.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Paths of another file system whose changes pass a {@link WriteFault}. A process has it for all of its files where Java
 * is started with {@code -Djava.nio.file.spi.DefaultFileSystemProvider=org.idem.fuzz.disk.FaultyFileSystemProvider} and
 * the properties of the fault.
 */
public final class FaultyFileSystemProvider extends FileSystemProvider {
    private static final Set<StandardOpenOption> CHANGING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.CREATE_NEW, StandardOpenOption.TRUNCATE_EXISTING);

    private final FileSystemProvider below;
    private final FaultyFileSystem system;
    private final WriteFault fault;

    /** As Java makes it for all files of a process. */
    public FaultyFileSystemProvider(FileSystemProvider below) {
        this.below = below;
        FileSystem files = below.getFileSystem(URI.create("file:///"));
        this.system = new FaultyFileSystem(this, files);
        this.fault = WriteFault.ofProperties(files);
    }

    private FaultyFileSystemProvider(FileSystem files, WriteFault fault) {
        this.below = files.provider();
        this.system = new FaultyFileSystem(this, files);
        this.fault = fault;
    }

    /** A path to the same file whose changes, and those of all paths that come from it, pass a fault. */
    public static Path path(Path path, WriteFault fault) {
        return new FaultyFileSystemProvider(path.getFileSystem(), fault).system.wrap(path);
    }

    private static Path below(Path path) {
        return FaultyPath.below(path);
    }

    /** Before a change that is done whole or not at all. */
    private void change(Path path, WriteFault.Change change) throws IOException {
        fault.change(below(path).toAbsolutePath(), change);
    }

    @Override
    public String getScheme() {
        return below.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return below.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return system.wrap(below.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean exists = isThere(path);
        boolean cuts = options.contains(StandardOpenOption.TRUNCATE_EXISTING);
        if (!Collections.disjoint(options, CHANGING) && (!exists || cuts)) {
            change(path, exists ? WriteFault.Change.OTHER : WriteFault.Change.WRITE);
        }
        Path file = below(path);
        return new FaultyChannel(below.newFileChannel(file, options, attributes), file.toAbsolutePath(), fault);
    }

    private boolean isThere(Path path) {
        try {
            below.checkAccess(below(path));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Paths as those below, wrapped. */
    private record WrappedStream(DirectoryStream<Path> below, FaultyFileSystem system)
            implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            Iterator<Path> paths = below.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return paths.hasNext();
                }

                @Override
                public Path next() {
                    return system.wrap(paths.next());
                }
            };
        }

        @Override
        public void close() throws IOException {
            below.close();
        }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return new WrappedStream(
                below.newDirectoryStream(below(folder), path -> filter.accept(system.wrap(path))), system);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        if (!isThere(folder)) {
            change(folder, WriteFault.Change.WRITE);
        }
        below.createDirectory(below(folder), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        change(link, WriteFault.Change.WRITE);
        below.createSymbolicLink(below(link), below(target), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        change(link, WriteFault.Change.WRITE);
        below.createLink(below(link), below(existing));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return system.wrap(below.readSymbolicLink(below(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        change(path, WriteFault.Change.OTHER);
        below.delete(below(path));
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        if (isThere(path)) {
            change(path, WriteFault.Change.OTHER);
        }
        return below.deleteIfExists(below(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        change(target, WriteFault.Change.WRITE);
        below.copy(below(source), below(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(target, WriteFault.Change.OTHER);
        below.move(below(source), below(target), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return below.isSameFile(below(one), below(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return below.isHidden(below(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return below.getFileStore(below(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        below.checkAccess(below(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return below.getFileAttributeView(below(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return below.readAttributes(below(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return below.readAttributes(below(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        below.setAttribute(below(path), attribute, value, options);
    }
}
