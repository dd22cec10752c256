package org.idem.ui.data.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.PictureHeader;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.widgets.UiUpdateQueue;

/** What the focused image is in words: at once what the set knows, and soon what the image itself says. UI thread only. */
final class FocusDetails {
    private final UiUpdateQueue updates;
    private final Consumer<String> show;
    private final Job reading = Job.createSystem("Reading an image", this::read);
    private volatile OpenedDataset set;
    private volatile int image = -1;

    FocusDetails(UiUpdateQueue updates, Consumer<String> show) {
        this.updates = updates;
        this.show = show;
    }

    /** Describes an image of a set, or nothing for −1. */
    void describe(OpenedDataset opened, int focused) {
        set = opened;
        image = focused;
        reading.cancel();
        if (opened == null || focused < 0) {
            show.accept("");
        } else {
            show.accept(String.join(" · ", opened.describe(focused)));
            reading.schedule();
        }
    }

    /** Says nothing any more. */
    void dispose() {
        set = null;
        image = -1;
        reading.cancel();
    }

    private IStatus read(IProgressMonitor monitor) {
        OpenedDataset opened = set;
        int focused = image;
        if (opened != null && focused >= 0 && !monitor.isCanceled()) {
            String read = pictures(opened, focused);
            updates.postLatest(this, () -> showRead(focused, read));
        }
        return Status.OK_STATUS;
    }

    private void showRead(int focused, String read) {
        if (focused == image) {
            List<String> words = new ArrayList<>(set.describe(focused));
            words.add(read);
            show.accept(String.join(" · ", words));
        }
    }

    private static String pictures(OpenedDataset opened, int focused) {
        try {
            return opened.pictures(focused).stream()
                    .map(FocusDetails::picture)
                    .reduce((first, second) -> first + " and " + second)
                    .orElse("");
        } catch (DamagedImageException e) {
            return "damaged: " + e.getMessage();
        }
    }

    private static String picture(EncodedImage one) {
        Optional<PictureHeader> header = PictureHeader.of(one);
        String size = header.map(found -> found.width() + " × " + found.height() + ", ")
                .orElse("");
        return size + Units.count(one.bytes().remaining()) + " bytes " + one.fileEnding();
    }
}
