package org.idem.devices.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.core.Units;

/** The bytes of a jar, held against what they must be. */
final class Checksum {
    private final CudaArtifact artifact;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    Checksum(CudaArtifact artifact) {
        this.artifact = artifact;
    }

    /** Takes a whole file; {@code taken} runs after each piece of it. */
    void take(Path file, Progress progress, Runnable taken) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                progress.checkCancelled();
                update(buffer, read);
                taken.run();
            }
        }
    }

    private void update(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        bytes += length;
    }

    /** Bytes that were taken so far. */
    long bytes() {
        return bytes;
    }

    /** Whether the bytes so far are the jar's. */
    boolean matches() {
        return bytes == artifact.bytes()
                && HexFormat.of().formatHex(digest.digest()).equals(artifact.sha256());
    }

    /**
     * Requires that the bytes so far are the jar's.
     *
     * @param from where they came from
     * @throws InputException if they are others
     */
    void require(String from) {
        if (!matches()) {
            throw refusal(artifact, from, Units.count(bytes) + " bytes that are not what was released");
        }
    }

    /** The jar is another one. */
    static InputException refusal(CudaArtifact artifact, String from, String what) {
        return new InputException(Problem.error(
                null,
                artifact.file(),
                from + " gives " + what + " (" + Units.count(artifact.bytes()) + " bytes, SHA-256 " + artifact.sha256()
                        + ")",
                "try again, or another source with --from"));
    }
}
