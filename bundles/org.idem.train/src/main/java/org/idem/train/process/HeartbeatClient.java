package org.idem.train.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.idem.run.RankHeartbeat;
import org.idem.train.process.Signal.Kind;

/** The end of the heartbeats of a rank that is not 0: it is connected to rank 0, and learns from it what becomes of the others. */
final class HeartbeatClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeartbeatClient.class.getName());
    private static final int MILLIS_TO_CONNECT = 3_000;

    private final int rank;
    private final RankHeartbeat root;
    private final Duration silence;
    private final RankFailureHandler onFailure;
    private final SignalSocket connection;
    private final Thread beats;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile List<WorkerProgress> workers = List.of();
    private volatile boolean closed;

    /**
     * Connects to rank 0.
     *
     * @param root who rank 0 is
     * @param silence how long it may say nothing before it counts as hanging
     * @param onFailure called once, on a thread of this object
     * @throws IOException if rank 0 cannot be reached by any of its addresses
     */
    HeartbeatClient(
            int rank, RankHeartbeat root, HeartbeatAddress address, Duration silence, RankFailureHandler onFailure)
            throws IOException {
        this.rank = rank;
        this.root = root;
        this.silence = silence;
        this.onFailure = onFailure;
        this.connection = connect(address);
        Ticker.daemon("idem-rank-0", this::listen);
        this.beats = Ticker.everySecond("idem-heartbeats", this::beat);
    }

    /** Tells rank 0 from now on how far the workers of this process are; of none nothing. */
    void watch(List<WorkerProgress> progress) {
        workers = progress;
    }

    private void beat() {
        String report = ProgressReport.last(workers).map(ProgressReport::format).orElse("");
        send(new Signal(Kind.ALIVE, rank, report));
    }

    private SignalSocket connect(HeartbeatAddress address) throws IOException {
        IOException last = new IOException("its machine has no address");
        for (String host : address.hosts()) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(host, address.port()), MILLIS_TO_CONNECT);
                SignalSocket candidate = new SignalSocket(socket, silence);
                candidate.send(new Signal(Kind.HELLO, rank, address.password()));
                if (candidate
                        .receive()
                        .filter(signal -> signal.kind() == Kind.WELCOME)
                        .isPresent()) {
                    return candidate;
                }
                last = new IOException("somebody else answers at " + host);
            } catch (IOException e) {
                last = e;
            }
            socket.close();
        }
        throw new IOException(
                root.describe() + " cannot be reached at " + String.join(", ", address.hosts()) + ", port "
                        + address.port() + ": " + last.getMessage(),
                last);
    }

    private void listen() {
        try {
            for (Optional<Signal> next = connection.receive(); next.isPresent(); next = connection.receive()) {
                if (next.get().kind() == Kind.BYE) {
                    return;
                }
                if (next.get().kind() == Kind.FAILED) {
                    end(next.get().rank(), false, next.get().text());
                    return;
                }
            }
            end(0, true, RankFailedException.loss(root, silence, null));
        } catch (IOException e) {
            end(0, true, RankFailedException.loss(root, silence, e));
        }
    }

    private void end(int culprit, boolean gone, String reason) {
        if (!closed && failed.compareAndSet(false, true)) {
            onFailure.failed(culprit, gone, reason);
        }
    }

    /** Tells rank 0, and by it all others, that this process failed. */
    void fail(String reason) {
        if (failed.compareAndSet(false, true)) {
            send(new Signal(Kind.FAILED, rank, reason));
        }
    }

    private void send(Signal signal) {
        try {
            connection.send(signal);
        } catch (IOException e) {
            // Whoever listens to it notices.
            LOG.log(System.Logger.Level.DEBUG, "rank 0 cannot be told", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            beats.interrupt();
            send(Signal.of(Kind.BYE, rank));
            connection.close();
        }
    }
}
