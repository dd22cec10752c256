package org.idem.ui.widgets.grid;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.idem.ui.widgets.UiUpdateQueue;

/** The images of a grid: asked for by painting, loaded elsewhere, kept for a while. UI thread only. */
final class TileSource {
    private static final long CACHE_BYTES = 96L << 20;
    /** Some screens full: more would only delay what is seen. */
    private static final int QUEUE = 600;
    /** Creating images costs the UI thread; the rest waits for the next frame. */
    private static final int UPLOADS_PER_FRAME = 64;

    private static final int MOST_ERRORS = 4096;

    private final Control control;
    private final UiUpdateQueue updates;
    private final ImageCache cache;
    private final TileLoader loader;
    private final Map<Object, String> errors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, String> eldest) {
            return size() > MOST_ERRORS;
        }
    };
    private GridModel model = GridModel.EMPTY;

    TileSource(Control control, UiUpdateQueue updates) {
        this.control = control;
        this.updates = updates;
        cache = new ImageCache(control.getDisplay(), CACHE_BYTES);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        loader = new TileLoader(threads, QUEUE, () -> updates.postLatest(this, this::upload));
    }

    /** Pictures of other models are kept, since keys name them. */
    void setModel(GridModel newModel) {
        model = newModel;
        loader.cancel();
    }

    /** The image, or null when it has yet to come or cannot be had. */
    Image image(int index) {
        Object key = model.key(index);
        Image image = cache.get(key);
        if (image == null && !errors.containsKey(key)) {
            loader.request(model, index, key);
        }
        return image;
    }

    /** What went wrong with an item, or null. */
    String error(int index) {
        return errors.get(model.key(index));
    }

    private void upload() {
        if (control.isDisposed()) {
            return;
        }
        for (TileLoader.Loaded loaded : loader.take(UPLOADS_PER_FRAME)) {
            add(loaded.key(), loaded.data(), loaded.error());
        }
        control.redraw();
        if (loader.hasMore()) {
            updates.postLatest(this, this::upload);
        }
    }

    private void add(Object key, ImageData data, String error) {
        if (data == null) {
            errors.put(key, error == null ? "no image" : error);
        } else {
            cache.put(key, data);
        }
    }

    /** Forgets everything, to read it again. */
    void forget() {
        loader.cancel();
        errors.clear();
        cache.clear();
    }

    void dispose() {
        loader.close();
        cache.clear();
    }

    ImageCache cache() {
        return cache;
    }

    TileLoader loader() {
        return loader;
    }
}
