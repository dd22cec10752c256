package org.idem.ui.data;

import java.util.Map;
import java.util.WeakHashMap;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;

/** Which images each person of an open set has, read once for all parts that ask. Thread-safe. */
public final class IdentityIndexes {
    private final Map<ImageDataset, Entry> entries = new WeakHashMap<>();

    /** Guards the reading of one set, so that others are not kept waiting by it. */
    private static final class Entry {
        private IdentityIndex index;
    }

    /**
     * That of a set: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if that is asked for while it is read
     */
    public IdentityIndex of(ImageDataset set, Progress progress) {
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(set, one -> new Entry());
        }
        synchronized (entry) {
            if (entry.index == null) {
                entry.index = IdentityIndex.of(set, progress);
            }
            return entry.index;
        }
    }
}
