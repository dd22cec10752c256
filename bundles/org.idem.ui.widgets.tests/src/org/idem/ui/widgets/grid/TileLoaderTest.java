package org.idem.ui.widgets.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.graphics.ImageData;
import org.junit.jupiter.api.Test;

class TileLoaderTest {
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    /** Its first load waits for the gate, so that a queue builds up behind it. */
    private final GridModel gated = new GridModel() {
        private final GridModel images = new FakeImages(1000);

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public String label(int index) {
            return images.label(index);
        }

        @Override
        public Object key(int index) {
            return index;
        }

        @Override
        public ImageData load(int index) throws IOException {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return images.load(index);
        }
    };

    @Test
    void theLastAskedForComesFirst() throws InterruptedException {
        TileLoader loader = new TileLoader(1, 100, arrived::release);
        loader.request(gated, 0, 0);
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        for (int i = 1; i <= 5; i++) {
            loader.request(gated, i, i);
        }
        loader.request(gated, 2, 2);
        assertEquals(List.of(0, 2, 5, 4, 3, 1), keysOf(loader, 6));
    }

    @Test
    void tooManyRequestsPushOutTheOldest() throws InterruptedException {
        TileLoader loader = new TileLoader(1, 3, arrived::release);
        loader.request(gated, 0, 0);
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        for (int i = 1; i <= 60; i++) {
            loader.request(gated, i, i);
        }
        assertEquals(3, loader.waiting());
        assertEquals(List.of(0, 60, 59, 58), keysOf(loader, 4));
        assertEquals(4, loader.loads());
    }

    @Test
    void aDamagedImageComesAsItsMessage() throws InterruptedException {
        TileLoader loader = new TileLoader(2, 3, arrived::release);
        loader.request(new FakeImages(10), 7, "seven");
        assertTrue(arrived.tryAcquire(20, TimeUnit.SECONDS));
        assertEquals(List.of(new TileLoader.Loaded("seven", null, FakeImages.DAMAGE)), loader.take(10));
    }

    @Test
    void aClosedLoaderLoadsNothing() {
        TileLoader loader = new TileLoader(1, 3, arrived::release);
        loader.close();
        loader.request(new FakeImages(10), 1, 1);
        assertEquals(0, loader.loads());
        assertEquals(0, loader.waiting());
    }

    private List<Object> keysOf(TileLoader loader, int count) throws InterruptedException {
        gate.countDown();
        assertTrue(arrived.tryAcquire(count, 20, TimeUnit.SECONDS));
        List<Object> keys = new ArrayList<>();
        loader.take(100).forEach(loaded -> keys.add(loaded.key()));
        return keys;
    }
}
