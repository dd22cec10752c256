package org.idem.faces;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.data.image.ImageEncoder;

/** Draws and encodes on all processors; the pictures come out in order. */
final class ParallelRenderer implements AutoCloseable {
    private static final float QUALITY = 0.92f;
    private static final int BATCH = 64;

    private final ExecutorService threads;
    private final GeneratedFaces faces;
    private final int ahead;

    /** A picture to draw. */
    record Face(int identity, int image) {}

    /** Says what picture stands at a place of the set. */
    interface Plan {
        Face face(int index);
    }

    /** Takes the encoded pictures, in order. */
    interface Sink {
        void accept(int index, byte[] jpeg) throws IOException;
    }

    ParallelRenderer(long seed, int size) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = Executors.newFixedThreadPool(processors, task -> {
            Thread thread = new Thread(task, "idem-draw");
            thread.setDaemon(true);
            return thread;
        });
        this.faces = new GeneratedFaces(seed, size);
        this.ahead = 2 * processors + 2;
    }

    void draw(int count, Plan plan, Sink sink) throws IOException {
        Queue<Future<List<byte[]>>> pending = new ArrayDeque<>();
        int submitted = 0;
        int written = 0;
        while (written < count) {
            while (submitted < count && pending.size() < ahead) {
                int from = submitted;
                int to = Math.min(count, from + BATCH);
                pending.add(threads.submit(() -> batch(from, to, plan)));
                submitted = to;
            }
            for (byte[] jpeg : get(pending.remove())) {
                sink.accept(written++, jpeg);
            }
        }
    }

    private List<byte[]> batch(int from, int to, Plan plan) {
        List<byte[]> encoded = new ArrayList<>(to - from);
        try (ImageEncoder encoder = new ImageEncoder()) {
            for (int i = from; i < to; i++) {
                Face face = plan.face(i);
                encoded.add(encoder.jpeg(faces.draw(face.identity(), face.image()), QUALITY));
            }
        }
        return encoded;
    }

    private static List<byte[]> get(Future<List<byte[]>> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Drawing failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
