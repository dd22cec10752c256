package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.Pixels;

/** Pictures of another size than most; nothing where no size is that of most. */
final class PictureSizeInspector implements ImageInspector {
    /** Width and height of each image in one number, 0 where it was not seen. */
    private final int[] sizes;

    PictureSizeInspector(int images) {
        this.sizes = new int[images];
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        sizes[index] = Math.min(pixels.width(), 0xffff) << 16 | Math.min(pixels.height(), 0xffff);
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        Map<Integer, Integer> counts = new HashMap<>();
        int seen = 0;
        for (int size : sizes) {
            if (size != 0) {
                counts.merge(size, 1, Integer::sum);
                seen++;
            }
        }
        int usual = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        List<Finding> findings = new ArrayList<>();
        if (2L * counts.getOrDefault(usual, 0) <= seen) {
            return findings;
        }
        for (int index = 0; index < sizes.length; index++) {
            if (sizes[index] != 0 && sizes[index] != usual) {
                String message = "It is " + text(sizes[index]) + " pixels, most are " + text(usual);
                findings.add(Finding.of(index, set.key(index), set.offset(index), Unusual.WRONG_SIZE, message, -1));
            }
        }
        return findings;
    }

    private static String text(int size) {
        return (size >>> 16) + " x " + (size & 0xffff);
    }
}
