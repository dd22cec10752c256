package org.idem.devices.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;

/**
 * Puts the CUDA build on this machine: fetches the jars, unpacks their libraries into a folder aside, and gives it its name
 * once it is whole. Jars that have come are kept until then, so that an interrupted installation goes on.
 */
public final class CudaInstaller {
    private static final String DOWNLOADS = "downloads";

    /** Share of the time that fetching takes, with an ordinary line. */
    private static final double FETCHING = 0.9;

    private final CudaInstallation installation;

    /** Installs where the installation says. */
    public CudaInstaller(CudaInstallation installation) {
        this.installation = installation;
    }

    /** The jars that have to be fetched with their sizes, as people read them. */
    public List<String> parts() {
        return installation.artifacts().stream()
                .map(artifact -> artifact.name() + " " + artifact.version() + ", " + Units.bytes(artifact.bytes()))
                .toList();
    }

    /**
     * Installs; does nothing if it is installed already.
     *
     * @return the folder of the installation
     * @throws InputException if the source lacks something, another process installs, or the disk has no room
     * @throws UncheckedIOException if something cannot be fetched or written
     * @throws java.util.concurrent.CancellationException if the user cancelled; what has come is kept for the next time
     */
    public Path install(ArtifactSource source, Progress progress) {
        if (installation.isComplete()) {
            return installation.folder();
        }
        Path folders = installation.folders();
        try {
            Files.createDirectories(folders);
            try (FileChannel lock =
                    FileChannel.open(folders.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                requireAlone(lock);
                AbandonedParts.clear(installation.folder());
                requireRoom();
                List<Path> jars = obtain(source, progress.sub(0, FETCHING));
                unpack(jars, progress.sub(FETCHING, 1));
                AtomicFiles.deleteTree(folders.resolve(DOWNLOADS));
                return installation.folder();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The CUDA build cannot be installed in " + folders, e);
        }
    }

    /** The lock lasts until its file is closed. */
    private void requireAlone(FileChannel lock) throws IOException {
        boolean alone;
        try {
            alone = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false;
        }
        if (!alone) {
            throw new InputException(Problem.error(
                    installation.folders(), "", "Another process installs the CUDA build here", "wait for it"));
        }
    }

    /** Jars and libraries lie side by side until the end. */
    private void requireRoom() throws IOException {
        Path downloads = installation.folders().resolve(DOWNLOADS);
        long there = 0;
        for (CudaArtifact artifact : installation.artifacts()) {
            for (String name : List.of(artifact.file(), artifact.file() + ".part")) {
                there += Files.exists(downloads.resolve(name)) ? Files.size(downloads.resolve(name)) : 0;
            }
        }
        long needed = installation.installedBytes() + installation.downloadBytes() - there;
        long room = Files.getFileStore(installation.folders()).getUsableSpace();
        if (room < needed) {
            throw new InputException(Problem.error(
                    installation.folders(),
                    "",
                    "There are " + Units.bytes(room) + " free on this disk, and " + Units.bytes(needed) + " are needed",
                    "make room, or let IDEM_CUDA name a folder on another disk"));
        }
    }

    private List<Path> obtain(ArtifactSource source, Progress progress) throws IOException {
        List<Path> jars = new ArrayList<>();
        long before = 0;
        for (CudaArtifact artifact : installation.artifacts()) {
            double from = (double) before / installation.downloadBytes();
            before += artifact.bytes();
            double to = (double) before / installation.downloadBytes();
            jars.add(source.obtain(artifact, installation.folders().resolve(DOWNLOADS), progress.sub(from, to)));
        }
        return jars;
    }

    private void unpack(List<Path> jars, Progress progress) throws IOException {
        Path staged = AtomicFiles.stageDirectory(installation.folder());
        try {
            Unpacking unpacking = new Unpacking(staged, installation.installedBytes(), progress);
            for (int i = 0; i < jars.size(); i++) {
                unpacking.unpack(installation.artifacts().get(i), jars.get(i));
            }
            unpacking.writeList();
            AtomicFiles.deleteTree(installation.folder()); // an earlier one that has lost files
            AtomicFiles.commitDirectory(staged, installation.folder());
        } finally {
            AtomicFiles.deleteTree(staged);
        }
    }
}
