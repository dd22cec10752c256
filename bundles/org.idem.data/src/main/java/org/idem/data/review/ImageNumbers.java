package org.idem.data.review;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;

/** Finds images by what the set calls them. */
public final class ImageNumbers {
    private static final int CHUNK = 1 << 14;

    private ImageNumbers() {}

    /**
     * The number of each image whose key is wanted; keys that no image has are missing. Looks at every key once, and reads no
     * picture.
     *
     * @throws java.util.concurrent.CancellationException if that is asked for
     */
    public static Map<String, Integer> of(ImageDataset set, Set<String> keys, Progress progress) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int image = 0; image < set.size() && numbers.size() < keys.size(); image++) {
            if (image % CHUNK == 0) {
                progress.checkCancelled();
                int at = image;
                progress.report((double) image / set.size(), () -> Units.count(at) + " keys looked at");
            }
            String key = set.key(image);
            if (keys.contains(key)) {
                numbers.putIfAbsent(key, image);
            }
        }
        return numbers;
    }
}
