package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.Pixels;

/** Pictures without colour in a set of which most have it. */
final class GrayInspector implements ImageInspector {
    private static final byte COLOR = 1;
    private static final byte GRAY = 2;

    private final byte[] seen;

    GrayInspector(int images) {
        this.seen = new byte[images];
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        seen[index] = isGray(pixels.rgb()) ? GRAY : COLOR;
    }

    private static boolean isGray(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        int balance = 0;
        for (byte one : seen) {
            balance += one == COLOR ? 1 : one == GRAY ? -1 : 0;
        }
        for (int index = 0; balance > 0 && index < seen.length; index++) {
            if (seen[index] == GRAY) {
                findings.add(Finding.of(
                        index, set.key(index), set.offset(index), Unusual.GRAY, "It has no colour, most have", -1));
            }
        }
        return findings;
    }
}
