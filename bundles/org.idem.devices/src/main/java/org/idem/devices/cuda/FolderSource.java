package org.idem.devices.cuda;

import java.io.IOException;
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
        checksum.take(jar, progress, () -> {
            long checked = checksum.bytes();
            progress.report(
                    (double) checked / artifact.bytes(),
                    () -> "checking " + artifact.name() + ", " + Units.bytes(checked));
        });
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
