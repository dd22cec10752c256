package org.idem.ui.widgets.grid;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.graphics.ImageData;

/**
 * Loads tiles on a few daemon threads, the last asked for first; what scrolled away long ago is forgotten. Thread-safe.
 */
final class TileLoader {
    /** A tile that came, with its image or with what went wrong. */
    record Loaded(Object key, ImageData data, String error) {}

    private record Request(Object key, int index, GridModel model) {}

    private final int threads;
    private final int bound;
    private final Runnable arrived;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Set<Object> asked = new HashSet<>();
    private final List<Loaded> done = new ArrayList<>();
    private int running;
    private boolean closed;
    private long loads;

    /**
     * @param bound requests that may wait
     * @param arrived called on a loader thread when {@link #take} has something
     */
    TileLoader(int threads, int bound, Runnable arrived) {
        this.threads = threads;
        this.bound = bound;
        this.arrived = arrived;
    }

    /** Asks for a tile; one that already waits moves to the front. */
    synchronized void request(GridModel model, int index, Object key) {
        if (closed) {
            return;
        }
        Request request = new Request(key, index, model);
        if (!asked.add(key)) {
            if (waiting.remove(request)) {
                waiting.addFirst(request);
            }
            return;
        }
        waiting.addFirst(request);
        if (waiting.size() > bound) {
            asked.remove(waiting.removeLast().key());
        }
        if (running < threads) {
            running++;
            Thread thread = new Thread(this::work, "Idem image loader");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Threads live as long as there is work: opening and closing many grids leaves none behind. */
    private void work() {
        for (Request request = next(); request != null; request = next()) {
            deliver(load(request));
        }
    }

    private synchronized Request next() {
        Request request = closed ? null : waiting.pollFirst();
        if (request == null) {
            running--;
        } else {
            loads++;
        }
        return request;
    }

    /** Whatever a reader throws must end as a tile that says so, not as a grid that stopped loading. */
    private static Loaded load(Request request) {
        try {
            return new Loaded(request.key(), request.model().load(request.index()), null);
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            String message = e.getMessage();
            return new Loaded(
                    request.key(), null, message == null ? e.getClass().getSimpleName() : message);
        }
    }

    private void deliver(Loaded loaded) {
        synchronized (this) {
            if (closed) {
                return;
            }
            done.add(loaded);
        }
        arrived.run();
    }

    /** At most {@code most} finished tiles, in the order in which they came. */
    synchronized List<Loaded> take(int most) {
        List<Loaded> head = done.subList(0, Math.min(most, done.size()));
        List<Loaded> taken = List.copyOf(head);
        head.clear();
        taken.forEach(loaded -> asked.remove(loaded.key()));
        return taken;
    }

    synchronized boolean hasMore() {
        return !done.isEmpty();
    }

    /** Forgets what waits. */
    synchronized void cancel() {
        waiting.forEach(request -> asked.remove(request.key()));
        waiting.clear();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        done.clear();
    }

    /** Loads begun so far. */
    synchronized long loads() {
        return loads;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
