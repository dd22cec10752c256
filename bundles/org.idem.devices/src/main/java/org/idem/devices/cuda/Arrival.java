package org.idem.devices.cuda;

import org.idem.core.Units;

/** How far a download is. Of its thread. */
final class Arrival {
    private final CudaArtifact artifact;
    private final long begun;
    private final long first;
    private final long began = System.nanoTime();
    private long have;

    /**
     * A download that goes on.
     *
     * @param begun bytes that were there before the first try of this process
     * @param have bytes that are there now
     */
    Arrival(CudaArtifact artifact, long begun, long have) {
        this.artifact = artifact;
        this.begun = Math.min(begun, have);
        this.first = have;
        this.have = have;
    }

    void add(long bytes) {
        have += bytes;
    }

    long have() {
        return have;
    }

    /** How much is done of what this process had to fetch, so that what is left of it follows from the time it took. */
    double fraction() {
        return (double) (have - begun) / Math.max(1, artifact.bytes() - begun);
    }

    /** What comes, how much of it is there, and how fast. */
    String message() {
        double seconds = (System.nanoTime() - began) / 1e9;
        return artifact.name() + ", " + Units.bytes(have) + " of " + Units.bytes(artifact.bytes()) + ", "
                + Units.bytes(Math.round((have - first) / Math.max(1e-3, seconds))) + "/s";
    }
}
