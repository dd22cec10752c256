package org.idem.ui.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.idem.data.ImageDataset;
import org.idem.data.image.EncodedImage;
import org.idem.ui.LoggedErrors;
import org.idem.ui.Pump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a grid says of images never waits for the disk: no label is read where widgets are painted. */
@ExtendWith(LoggedErrors.class)
class FaceGridTest {
    private static final int IMAGES_PER_IDENTITY = 10;

    @Test
    void labelsAreReadInTheBackground() {
        try (Labels set = new Labels(200_000)) {
            labelsAreReadInTheBackground(set);
        }
    }

    private static void labelsAreReadInTheBackground(Labels set) {
        FaceGrid[] made = {null};
        LabelCache[] cache = {null};
        Job opening = Job.create("Opening", monitor -> {
            LabelCache labels = new LabelCache(set);
            made[0] = new FaceGrid(set, labels, new Exclusions(set), ImageOrder.all(set.size()));
            cache[0] = labels;
            return Status.OK_STATUS;
        });
        opening.schedule();
        Pump.until("the set is open", () -> made[0] != null);
        FaceGrid grid = made[0];
        int image = 123_457;
        grid.setOnScreen(index -> index == image);
        for (int index = 0; index < set.size(); index++) {
            grid.group(index);
        }
        Pump.until("the label is read", () -> grid.groupLabel(image).equals("Identity 12,345"));
        cache[0].close();
        assertFalse(set.readers.contains(Display.getCurrent().getThread()), "a label was read on the UI thread");
        assertEquals(set.size() / IMAGES_PER_IDENTITY, set.identities());
    }

    /** A set that knows who reads it. */
    private static final class Labels implements ImageDataset {
        private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
        private final int size;

        Labels(int size) {
            this.size = size;
        }

        @Override
        public int label(int index) {
            readers.add(Thread.currentThread());
            return index / IMAGES_PER_IDENTITY;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int identities() {
            return size / IMAGES_PER_IDENTITY;
        }

        @Override
        public String format() {
            return "recordio";
        }

        @Override
        public Path path() {
            return Path.of("set.rec");
        }

        @Override
        public EncodedImage image(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String key(int index) {
            return Integer.toString(index);
        }

        @Override
        public long offset(int index) {
            return -1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
