package org.idem.train.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.collective.Collective;
import org.idem.train.setup.ReplicaState;

/**
 * One rank's part in saving: it writes its shard of the class centers into the folder that rank 0 has staged. Where all ranks
 * hold all centers, rank 0 writes them.
 */
public final class CenterSaving {
    private final Collective collective;
    private final ReplicaState replica;
    private final boolean writes;

    /** For one rank, on whose thread it is used. */
    public CenterSaving(TrainingPlan plan, Collective collective, ReplicaState replica) {
        this.collective = collective;
        this.replica = replica;
        this.writes = plan.config().model().layer().modelParallel() || collective.rank() == 0;
    }

    /** Takes part on a rank that is not 0; returns when all ranks have written. What goes wrong rank 0 learns. */
    public void join() {
        takePart(null);
    }

    /**
     * Has all ranks write, on rank 0; collective.
     *
     * @throws UncheckedIOException if one of them cannot
     */
    void lead(Path staged) {
        String failure = takePart(staged.toString());
        if (!failure.isEmpty()) {
            throw new UncheckedIOException("Class centers cannot be saved", new IOException(failure));
        }
    }

    /** Lets the other ranks go on where rank 0 had nothing to stage. */
    void release() {
        takePart("");
    }

    /** What went wrong on the first rank where anything did, else empty. */
    private String takePart(String staged) {
        String folder = collective.broadcastObject(staged, 0);
        if (folder.isEmpty()) {
            return "";
        }
        String failure = writes ? write(Path.of(folder)) : "";
        long[] failures = collective.allGather(new long[] {failure.isEmpty() ? 0 : 1});
        for (int rank = 0; rank < failures.length; rank++) {
            if (failures[rank] != 0) {
                return collective.broadcastObject(failure, rank);
            }
        }
        return "";
    }

    private String write(Path folder) {
        try {
            Checkpoint.at(folder).writeCenters(replica.centers());
            return "";
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }
}
