package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.Pixels;

/** Identities with one image or none. */
final class LabelInspector implements ImageInspector {
    private static final int NONE = 0;
    private static final int SEVERAL = -1;

    /** Of each identity the index of its only image plus one, or {@link #NONE}, or {@link #SEVERAL}. */
    private final AtomicIntegerArray onlyImage;

    LabelInspector(int identities) {
        this.onlyImage = new AtomicIntegerArray(identities);
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        if (image.label() < onlyImage.length() && !onlyImage.compareAndSet(image.label(), NONE, index + 1)) {
            onlyImage.set(image.label(), SEVERAL);
        }
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        for (int label = 0; label < onlyImage.length(); label++) {
            int only = onlyImage.get(label);
            if (only == NONE) {
                int last = label;
                while (last + 1 < onlyImage.length() && onlyImage.get(last + 1) == NONE) {
                    last++;
                }
                findings.add(gap(label, last));
                label = last;
            } else if (only != SEVERAL) {
                int index = only - 1;
                findings.add(Finding.of(
                        index,
                        set.key(index),
                        set.offset(index),
                        Unusual.SINGLE_IMAGE_IDENTITY,
                        "The only sound image of identity " + label,
                        label));
            }
        }
        return findings;
    }

    private static Finding gap(int first, int last) {
        String message = first == last
                ? "Identity " + first + " has no sound image"
                : "Identities " + first + " to " + last + " have no sound image: " + Units.count(last - first + 1L);
        return Finding.of(-1, "", -1, Unusual.LABEL_GAP, message, first);
    }
}
