package org.idem.ui.widgets.grid;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

/** Images by key, the least recently used disposed beyond a number of bytes. UI thread only. */
final class ImageCache {
    private static final long BYTES_PER_PIXEL = 4;

    private final Display display;
    private final long capacity;
    private final Map<Object, Image> images = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private long created;
    private long disposed;

    ImageCache(Display display, long capacity) {
        this.display = display;
        this.capacity = capacity;
    }

    /** The image, or null; it stays valid until the next {@link #put}. */
    Image get(Object key) {
        return images.get(key);
    }

    void put(Object key, ImageData data) {
        remove(key);
        Image image = new Image(display, data);
        created++;
        bytes += size(image);
        images.put(key, image);
        Iterator<Image> eldest = images.values().iterator();
        while (bytes > capacity && images.size() > 1) {
            Image old = eldest.next();
            eldest.remove();
            drop(old);
        }
    }

    void remove(Object key) {
        Image old = images.remove(key);
        if (old != null) {
            drop(old);
        }
    }

    void clear() {
        images.values().forEach(this::drop);
        images.clear();
    }

    private void drop(Image image) {
        bytes -= size(image);
        image.dispose();
        disposed++;
    }

    private static long size(Image image) {
        Rectangle bounds = image.getBounds();
        return BYTES_PER_PIXEL * bounds.width * bounds.height;
    }

    long bytes() {
        return bytes;
    }

    /** Images that exist now, by count of creations and disposals. */
    long alive() {
        return created - disposed;
    }

    long created() {
        return created;
    }
}
