package org.idem.ui.widgets.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.graphics.Image;
import org.idem.ui.widgets.UiTest;
import org.junit.jupiter.api.Test;

class ImageCacheTest extends UiTest {
    private static final long BYTES = 4L * FakeImages.SIDE * FakeImages.SIDE;

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        ImageCache cache = new ImageCache(display, 3 * BYTES);
        cache.put("a", FakeImages.image());
        cache.put("b", FakeImages.image());
        cache.put("c", FakeImages.image());
        Image b = cache.get("b");
        assertNotNull(cache.get("a"));
        cache.put("d", FakeImages.image());
        cache.put("e", FakeImages.image());
        assertNull(cache.get("c"));
        assertNull(cache.get("b"));
        assertTrue(b.isDisposed());
        assertNotNull(cache.get("a"));
        assertEquals(3 * BYTES, cache.bytes());
        assertEquals(3, cache.alive());
        cache.clear();
    }

    @Test
    void nothingLeaks() {
        ImageCache cache = new ImageCache(display, 10 * BYTES);
        for (int i = 0; i < 200; i++) {
            cache.put(i % 23, FakeImages.image());
        }
        assertEquals(200, cache.created());
        assertEquals(10, cache.alive());
        cache.remove(199 % 23);
        cache.clear();
        assertEquals(0, cache.alive());
        assertEquals(0, cache.bytes());
    }
}
