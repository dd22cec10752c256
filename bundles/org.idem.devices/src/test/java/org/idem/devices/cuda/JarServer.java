package org.idem.devices.cuda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A repository on this machine that can be told to break off, to hang and to lie. */
final class JarServer implements AutoCloseable {
    /** Content by path, without a slash before it. */
    final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** What was asked for: path, blank, range. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** How many bytes come in an answer before the connection breaks; all if negative. */
    volatile int breakAfter = -1;

    /** Answers that the server still gives with {@link #failure}. */
    volatile int failures;

    volatile int failure = 503;
    volatile boolean ranges = true;

    /** Nothing is sent after the head of an answer before this. */
    private volatile CountDownLatch released = new CountDownLatch(0);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    JarServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Sends nothing after the head of an answer, until it is to go on or closed. */
    void hang() {
        released = new CountDownLatch(1);
    }

    void goOn() {
        released.countDown();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/repository");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/repository/", "");
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(path + " " + (range == null ? "" : range));
        byte[] content = files.get(path);
        if (failures > 0 || content == null) {
            failures--;
            exchange.sendResponseHeaders(content == null ? 404 : failure, -1);
            exchange.close();
            return;
        }
        int start = range != null && ranges ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (start >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        send(exchange, content, start);
    }

    private void send(HttpExchange exchange, byte[] content, int start) throws IOException {
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
        int length = breakAfter < 0 ? content.length - start : Math.min(breakAfter, content.length - start);
        OutputStream out = exchange.getResponseBody();
        out.flush();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.write(content, start, length);
        out.flush();
        exchange.close(); // where it breaks off before the promised length, the connection ends
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }
}
