package org.idem.devices.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;

/** Takes libraries out of jars into a folder, and writes down what it took. Of one thread. */
final class Unpacking {
    private final Path folder;
    private final long total;
    private final Progress progress;
    private final TreeMap<String, Long> files = new TreeMap<>();
    private long done;

    /**
     * Unpacks into a folder.
     *
     * @param total bytes that all jars together will give
     */
    Unpacking(Path folder, long total, Progress progress) {
        this.folder = folder;
        this.total = total;
        this.progress = progress;
    }

    /** Takes the libraries of an artefact out of its jar. */
    void unpack(CudaArtifact artifact, Path jar) throws IOException {
        Set<String> missing = new TreeSet<>(artifact.libraries());
        Path target = Files.createDirectories(folder.resolve(artifact.folder()));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (missing.remove(name)) {
                    Path file = target.resolve(name);
                    copy(zip, entry, file);
                    files.put(artifact.folder() + "/" + name, Files.size(file));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new InputException(Problem.error(
                    jar, "", "These libraries are not in it: " + missing, "give another source with --from"));
        }
    }

    private void copy(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                progress.checkCancelled();
                out.write(buffer, 0, read);
                done += read;
                progress.report(
                        Math.min(1, (double) done / total),
                        () -> "unpacking " + file.getFileName() + ", " + Units.bytes(done) + " of "
                                + Units.bytes(total));
            }
            channel.force(true);
        }
    }

    /** Writes the list of files by which an installation knows that it is whole. */
    void writeList() {
        StringBuilder list = new StringBuilder();
        files.forEach((name, size) -> list.append(size).append(' ').append(name).append('\n'));
        AtomicFiles.write(folder.resolve(CudaInstallation.LIST), list.toString());
    }
}
