package org.idem.train.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.idem.run.RankHeartbeat;
import org.idem.train.process.Signal.Kind;

/**
 * Rank 0's end of the heartbeats: each other rank is connected to it. What it learns of one, that it failed, is gone or says
 * nothing, all the others learn from it.
 */
final class HeartbeatServer implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final System.Logger LOG = System.getLogger(HeartbeatServer.class.getName());

    private final Map<Integer, RankHeartbeat> members = new ConcurrentHashMap<>();
    private final Map<Integer, SignalSocket> connections = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration silence;
    private final HangDetector detector;
    private final RankFailureHandler onFailure;
    private final Map<Integer, ProgressReport> reports = new ConcurrentHashMap<>();
    private volatile List<WorkerProgress> workers = List.of();
    private final ServerSocket server;
    private final String password;
    /** What ended it all, once something has. */
    private final AtomicReference<Signal> failure = new AtomicReference<>();

    private final Thread beats;
    private volatile boolean closed;

    /**
     * Listens for all members but the first, which is this process.
     *
     * @param members by rank, with the time of now
     * @param silence how long one may say nothing before it counts as hanging
     * @param detector finds workers that hang in processes that do not
     * @param onFailure called once, on a thread of this object
     */
    HeartbeatServer(
            List<RankHeartbeat> members,
            Clock clock,
            Duration silence,
            HangDetector detector,
            RankFailureHandler onFailure) {
        members.forEach(member -> this.members.put(member.rank(), member));
        this.clock = clock;
        this.silence = silence;
        this.detector = detector;
        this.onFailure = onFailure;
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        try {
            this.server = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Rank 0 cannot listen for the heartbeats of the others", e);
        }
        Ticker.daemon("idem-ranks", this::accept);
        this.beats = Ticker.everySecond("idem-heartbeats", this::beat);
    }

    HeartbeatAddress address() {
        try {
            return new HeartbeatAddress(HeartbeatAddress.ownHosts(), server.getLocalPort(), password);
        } catch (IOException e) {
            throw new UncheckedIOException("The addresses of this machine are not known", e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                Ticker.daemon("idem-rank", () -> serve(socket));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "no more ranks are taken", e);
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (SignalSocket connection = new SignalSocket(socket, silence)) {
            Optional<Signal> first = connection.receive();
            if (first.isPresent() && isMember(first.get())) {
                int rank = first.get().rank();
                members.put(rank, members.get(rank).at(clock.instant()));
                welcome(rank, connection);
                listen(members.get(rank), connection);
            }
        } catch (IOException e) {
            // Somebody who has lost his way, or gave up.
            LOG.log(System.Logger.Level.DEBUG, "a connection ended", e);
        }
    }

    /** Whatever others are told from now on this rank is told after its welcome, and what it has missed at once. */
    private void welcome(int rank, SignalSocket connection) throws IOException {
        synchronized (connection) {
            connections.put(rank, connection);
            connection.send(Signal.of(Kind.WELCOME, 0));
        }
        if (failure.get() != null) {
            connection.send(failure.get());
        }
    }

    private boolean isMember(Signal hello) {
        return hello.kind() == Kind.HELLO
                && hello.text().equals(password)
                && hello.rank() > 0
                && members.containsKey(hello.rank())
                && !connections.containsKey(hello.rank());
    }

    private void listen(RankHeartbeat member, SignalSocket connection) {
        try {
            for (Optional<Signal> next = connection.receive(); next.isPresent(); next = connection.receive()) {
                members.put(member.rank(), member.at(clock.instant()));
                report(member.rank(), ProgressReport.parse(next.get().text()));
                if (next.get().kind() == Kind.BYE) {
                    return;
                }
                if (next.get().kind() == Kind.FAILED) {
                    end(
                            member.rank(),
                            false,
                            member.describe() + " failed: " + next.get().text());
                    return;
                }
            }
            end(member.rank(), true, RankFailedException.loss(member, silence, null));
        } catch (IOException e) {
            end(member.rank(), true, RankFailedException.loss(member, silence, e));
        }
    }

    private void end(int rank, boolean gone, String reason) {
        Signal signal = new Signal(Kind.FAILED, rank, reason);
        if (!closed && failure.compareAndSet(null, signal)) {
            tell(signal);
            onFailure.failed(rank, gone, reason);
        }
    }

    /** Tells all others that this process failed. */
    void fail(String reason) {
        Signal signal = new Signal(Kind.FAILED, 0, members.get(0).describe() + " failed: " + reason);
        if (failure.compareAndSet(null, signal)) {
            tell(signal);
        }
    }

    private void beat() {
        members.computeIfPresent(0, (rank, own) -> own.at(clock.instant()));
        tell(Signal.of(Kind.ALIVE, 0));
        report(0, ProgressReport.last(workers));
        detector.find(reports).ifPresent(hang -> end(hang.rank(), false, describe(hang)));
    }

    private String describe(HangDetector.Hang hang) {
        return members.get(hang.rank()).describe() + " " + hang.what();
    }

    /** Watches how far the workers of this process are from now on; none any more of none. */
    void watch(List<WorkerProgress> progress) {
        workers = progress;
    }

    private void report(int rank, Optional<ProgressReport> progress) {
        progress.ifPresentOrElse(report -> reports.put(rank, report), () -> reports.remove(rank));
    }

    private void tell(Signal signal) {
        connections.values().forEach(connection -> {
            try {
                connection.send(signal);
            } catch (IOException e) {
                // Whoever listens to it notices.
                LOG.log(System.Logger.Level.DEBUG, "a rank cannot be told", e);
            }
        });
    }

    /** When each rank was last heard of, by rank. */
    List<RankHeartbeat> heartbeats() {
        List<RankHeartbeat> all = new ArrayList<>();
        for (int rank = 0; rank < members.size(); rank++) {
            all.add(members.get(rank));
        }
        return all;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            beats.interrupt();
            tell(Signal.of(Kind.BYE, 0));
            connections.values().forEach(SignalSocket::close);
            try {
                server.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "close", e);
            }
        }
    }
}
