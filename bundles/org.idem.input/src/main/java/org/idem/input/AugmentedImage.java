package org.idem.input;

import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformStep;

/**
 * A picture as a training sees it, before its samples are normalized.
 *
 * @param pixels the picture, in the network's size unless the config gives it another
 * @param steps what each transform did, in the order in which they ran
 */
public record AugmentedImage(Pixels pixels, List<TransformStep> steps) {
    public AugmentedImage {
        steps = List.copyOf(steps);
    }
}
