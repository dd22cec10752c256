package org.idem.devices.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;

/** Jars in a folder of this machine, as they lie in a Maven repository or all side by side. They are used where they are. */
final class FolderSource implements ArtifactSource {
    private final Path folder;

    FolderSource(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public String description() {
        return folder.toString();
    }

    @Override
    public Path obtain(CudaArtifact artifact, Path downloads, Progress progress) throws IOException {
        List<Path> places = List.of(folder.resolve(artifact.path()), folder.resolve(artifact.file()));
        Optional<Path> found = places.stream().filter(Files::isRegularFile).findFirst();
        Path jar = found.orElseThrow(() -> new InputException(Problem.error(
                folder,
                artifact.file(),
                "It is not in this folder",
                "fetch it from Maven Central as " + artifact.path())));
        Checksum checksum = new Checksum(artifact);
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] buffer = new byte[1 << 16];
            long done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                progress.checkCancelled();
                checksum.update(buffer, read);
                done += read;
                long checked = done;
                progress.report(
                        (double) done / artifact.bytes(),
                        () -> "checking " + artifact.name() + ", " + Units.bytes(checked));
            }
        }
        checksum.require(jar.toString());
        return jar;
    }

    /** Whether the word names a folder rather than a repository on the net. */
    static Optional<Path> named(String word) {
        return Stream.of(word)
                .filter(text -> !text.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*"))
                .map(Path::of)
                .findFirst();
    }
}
