package org.idem.train.process;

import java.util.List;
import org.idem.plan.Processes;
import org.idem.run.RankHeartbeat;
import org.idem.train.collective.Collective;

/** The engine processes that train together, as one of them sees it. */
public interface ProcessGroup extends AutoCloseable {
    /** Number of this process, from 0; that of process 0 writes the run. */
    int number();

    /** How many processes there are, and how many of them share this machine. */
    Processes size();

    /** Joins the processes; used by one thread. */
    Collective collective();

    /** When each process was last heard of, by number; complete on process 0 only. */
    List<RankHeartbeat> heartbeats();

    /**
     * Tells all others that this process failed, so that they end, too.
     *
     * @param reason one line that says why
     */
    void fail(String reason);

    /** Whether process 0, which writes the run, is gone or hangs, so that another has to write how the training ended. */
    boolean rootIsGone();

    /**
     * What is to be done should the process have to end while its threads still wait: it is called on a thread of the group,
     * and the process ends as soon as it returns.
     */
    void onForcedEnd(ForcedEnd handler);

    /** Takes a failure that leaves no time to end in order. */
    @FunctionalInterface
    interface ForcedEnd {
        /** Records why the training ends. */
        void record(String reason);
    }

    /**
     * Watches the workers of this process as long as they train. One that stands still in a step ends the training as the loss
     * of a process does, see {@link HangDetector}.
     *
     * @return to be closed when they have ended
     */
    Watch watch(List<WorkerProgress> workers);

    /** Workers are being watched. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Leaves the group. */
    @Override
    void close();
}
