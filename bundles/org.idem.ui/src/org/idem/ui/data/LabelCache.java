package org.idem.ui.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.data.ImageDataset;
import org.idem.data.image.DamagedImageException;

/**
 * Identities of images without waiting for a disk. A sample over the whole set is read once, on a loading thread; single
 * labels that the screen asks for are read in the background, and until they are there the label of the sample before
 * them stands in, which is right but for the few images around a border. All of it may be called from any thread.
 */
final class LabelCache {
    private static final int SAMPLES = 4096;
    private static final int EXACT_BELOW = 1 << 16;

    private final ImageDataset set;
    private final int[] sampled;
    private final int[] recentKeys = new int[SAMPLES];
    private final int[] recentLabels = new int[SAMPLES];
    private final int stride;
    private final Set<Integer> wanted = new LinkedHashSet<>();
    private final Job reading = Job.createSystem("Reading labels", this::readWanted);
    private volatile Runnable read = () -> {};
    private volatile boolean closed;

    /** Reads the sample: on a loading thread. */
    LabelCache(ImageDataset set) {
        this.set = set;
        this.stride = set.size() <= EXACT_BELOW ? 1 : (set.size() + SAMPLES - 1) / SAMPLES;
        this.sampled = new int[(set.size() + stride - 1) / stride];
        Arrays.fill(recentKeys, -1);
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = read(i * stride);
        }
    }

    /** Calls {@code action} on a background thread when labels that were asked for have been read. */
    void onRead(Runnable action) {
        read = action;
    }

    /** Ends the reading; labels asked for from now on stay those of the sample. */
    void close() {
        closed = true;
        reading.cancel();
    }

    /** The identity of an image on the screen, or −1 when its record does not say; that of the sample until it is read. */
    int exact(int index) {
        if (index % stride == 0) {
            return sampled[index / stride];
        }
        int slot = index % SAMPLES;
        synchronized (this) {
            if (recentKeys[slot] == index) {
                return recentLabels[slot];
            }
            wanted.add(index);
        }
        if (!closed) {
            reading.schedule();
        }
        return near(index);
    }

    private IStatus readWanted(IProgressMonitor monitor) {
        for (Integer index = next(); index != null && !monitor.isCanceled(); index = next()) {
            int label = read(index);
            synchronized (this) {
                recentKeys[index % SAMPLES] = index;
                recentLabels[index % SAMPLES] = label;
            }
        }
        read.run();
        return Status.OK_STATUS;
    }

    private synchronized Integer next() {
        Iterator<Integer> first = wanted.iterator();
        if (!first.hasNext()) {
            return null;
        }
        Integer index = first.next();
        first.remove();
        return index;
    }

    /** The identity of an image, or that of one shortly before it. */
    int near(int index) {
        return sampled[index / stride];
    }

    private int read(int index) {
        try {
            return set.label(index);
        } catch (DamagedImageException e) {
            System.getLogger(LabelCache.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "no label: " + e.getMessage());
            return -1;
        }
    }
}
