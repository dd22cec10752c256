package org.idem.train.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A connection that carries signals; any thread may send, one receives. */
final class SignalSocket implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * Takes a connected socket over.
     *
     * @param silence how long the other end may say nothing
     */
    SignalSocket(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) silence.toMillis());
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    synchronized void send(Signal signal) throws IOException {
        out.write((signal.format() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * The next signal; empty at the end of the connection.
     *
     * @throws java.net.SocketTimeoutException if nothing came for too long
     * @throws IOException if the connection broke, or something else than signals comes
     */
    Optional<Signal> receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() == Signal.LONGEST) {
                throw new IOException("no signal: a line without an end");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(Signal.parse(text).orElseThrow(() -> new IOException("no signal: " + text)));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(SignalSocket.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
        }
    }
}
