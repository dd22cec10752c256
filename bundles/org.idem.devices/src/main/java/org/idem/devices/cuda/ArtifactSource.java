package org.idem.devices.cuda;

import java.io.IOException;
import java.nio.file.Path;
import org.idem.core.Progress;

/** Where jars come from. */
public interface ArtifactSource {
    /** How it is called when it is said where something comes from. */
    String description();

    /**
     * Makes a jar a file of this machine, of the size and checksum that it must have.
     *
     * @param downloads folder for what has to be fetched; what an interrupted call left there is gone on with
     * @param progress told the share of the bytes that this call had to get
     * @throws org.idem.core.InputException if the source does not have it, or has another one
     * @throws IOException if it cannot be read or written
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    Path obtain(CudaArtifact artifact, Path downloads, Progress progress) throws IOException;
}
