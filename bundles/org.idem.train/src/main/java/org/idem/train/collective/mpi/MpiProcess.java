package org.idem.train.collective.mpi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This process as one of those that {@code mpirun} or {@code srun} started together; MPI starts once in a process. */
public final class MpiProcess {
    private static final System.Logger LOG = System.getLogger(MpiProcess.class.getName());
    private static final long SECONDS_TO_END = 10;

    private final MpiLibrary library;
    private final MpiCommunicator world;

    private MpiProcess(MpiLibrary library) {
        this.library = library;
        this.world = new MpiCommunicator(library, library.world());
    }

    /**
     * Starts MPI; returns when all processes have.
     *
     * @throws org.idem.core.InputException if Open MPI is missing
     * @throws MpiException if it cannot be started
     */
    public static MpiProcess start() {
        MpiLibrary library = MpiLibrary.load();
        library.initialize();
        return new MpiProcess(library);
    }

    /** Number of this process, from 0. */
    public int number() {
        return world.rank();
    }

    /** Number of processes. */
    public int count() {
        return world.size();
    }

    /** Operations of all processes that do not meet those of others that were made; collective. */
    public MpiCollective collective() {
        return new MpiCollective(world.duplicate());
    }

    /**
     * Ends MPI in this process; all processes do so, and no operation may be under way. One that is gone is not waited for
     * longer than some seconds.
     */
    public void end() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    library.terminate();
                    ended.complete(null);
                },
                "idem-mpi-end");
        thread.setDaemon(true);
        thread.start();
        try {
            ended.get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "MPI was not ended in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    MpiCommunicator world() {
        return world;
    }

    MpiLibrary library() {
        return library;
    }
}
