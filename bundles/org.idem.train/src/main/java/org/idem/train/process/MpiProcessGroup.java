package org.idem.train.process;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.idem.plan.Processes;
import org.idem.run.RankHeartbeat;
import org.idem.train.collective.Collective;
import org.idem.train.collective.mpi.MpiProcess;

/**
 * Processes that {@code mpirun} or {@code srun} started together. One that dies ends the others at once, one that says nothing
 * any more within {@link #SILENCE}, one whose worker hangs as {@link HangDetector} says; a process whose threads do not come
 * back after that ends without them after {@link #GRACE}.
 */
public final class MpiProcessGroup implements ProcessGroup {
    /** How long a process may say nothing: a machine with too much to do may well let it wait for half of that. */
    static final Duration SILENCE = Duration.ofSeconds(60);
    /** How long threads may take to notice that the training has failed; whoever started the ranks kills them soon after. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(MpiProcessGroup.class.getName());
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final MpiProcess mpi;
    private final Collective collective;
    private final Processes size;
    private final HeartbeatServer server;
    private final HeartbeatClient client;
    private volatile boolean rootIsGone;
    private volatile boolean failed;
    private volatile ForcedEnd forcedEnd = reason -> {};

    /** Who a process is. */
    private record Member(String host, long pid, String machine) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Joins the others; returns when all have.
     *
     * @throws org.idem.core.InputException if Open MPI is missing
     */
    public static MpiProcessGroup join(Clock clock) {
        return join(clock, HangDetector.LIMIT);
    }

    /**
     * As {@link #join(Clock)}, less patient.
     *
     * @param hangLimit what a step may take that takes longer than it ever did
     */
    static MpiProcessGroup join(Clock clock, Duration hangLimit) {
        return new MpiProcessGroup(MpiProcess.start(), clock, new HangDetector(hangLimit));
    }

    private MpiProcessGroup(MpiProcess mpi, Clock clock, HangDetector detector) {
        this.mpi = mpi;
        this.collective = mpi.collective();
        List<Member> members = members();
        List<RankHeartbeat> heartbeats = new ArrayList<>();
        for (int rank = 0; rank < members.size(); rank++) {
            heartbeats.add(new RankHeartbeat(
                    rank, members.get(rank).host(), members.get(rank).pid(), clock.instant()));
        }
        this.size = size(members.stream().map(Member::machine).toList(), mpi.number());
        boolean root = mpi.number() == 0;
        this.server = root ? new HeartbeatServer(heartbeats, clock, SILENCE, detector, this::end) : null;
        HeartbeatAddress address = collective.broadcastObject(root ? server.address() : null, 0);
        this.client = root ? null : connect(heartbeats.get(0), address);
        collective.barrier();
    }

    private static Processes size(List<String> machines, int number) {
        Predicate<String> here = machines.get(number)::equals;
        return new Processes(
                machines.size(), (int) machines.stream().filter(here).count(), (int)
                        machines.subList(0, number).stream().filter(here).count());
    }

    private List<Member> members() {
        RankHeartbeat own = RankHeartbeat.own(mpi.number(), Clock.systemUTC().instant());
        Member member = new Member(own.host(), own.pid(), machine(own.host()));
        List<Member> all = new ArrayList<>();
        for (int rank = 0; rank < mpi.count(); rank++) {
            all.add(collective.broadcastObject(rank == mpi.number() ? member : null, rank));
        }
        return all;
    }

    /** What processes that share processors have in common: the kernel that was started, whatever names containers have. */
    private static String machine(String host) {
        try {
            return Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : host;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, BOOT.toString(), e);
            return host;
        }
    }

    private HeartbeatClient connect(RankHeartbeat root, HeartbeatAddress address) {
        try {
            return new HeartbeatClient(mpi.number(), root, address, SILENCE, this::end);
        } catch (IOException e) {
            throw new UncheckedIOException("Heartbeats cannot be sent", e);
        }
    }

    private void end(int rank, boolean gone, String reason) {
        rootIsGone = rank == 0 && gone;
        failed = true;
        collective.abort(new RankFailedException(reason));
        LockSupport.parkNanos(GRACE.toNanos());
        forcedEnd.record(reason);
        Runtime.getRuntime().halt(1);
    }

    @Override
    public int number() {
        return mpi.number();
    }

    @Override
    public Processes size() {
        return size;
    }

    @Override
    public Collective collective() {
        return collective;
    }

    @Override
    public List<RankHeartbeat> heartbeats() {
        return server == null ? List.of() : server.heartbeats();
    }

    @Override
    public void fail(String reason) {
        failed = true;
        if (server != null) {
            server.fail(reason);
        } else {
            client.fail(reason);
        }
    }

    @Override
    public boolean rootIsGone() {
        return rootIsGone;
    }

    @Override
    public void onForcedEnd(ForcedEnd handler) {
        forcedEnd = handler;
    }

    @Override
    public Watch watch(List<WorkerProgress> workers) {
        report(workers);
        return () -> report(List.of());
    }

    private void report(List<WorkerProgress> workers) {
        if (server != null) {
            server.watch(workers);
        } else {
            client.watch(workers);
        }
    }

    /** After a failure MPI is left as it is: operations are under way that never end. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        } else {
            client.close();
        }
        if (!failed) {
            mpi.end();
        }
    }
}
