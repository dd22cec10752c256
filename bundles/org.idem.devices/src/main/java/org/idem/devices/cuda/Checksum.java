package org.idem.devices.cuda;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.idem.core.InputException;
import org.idem.core.Problem;
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

    void update(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        bytes += length;
    }

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
