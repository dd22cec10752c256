package org.idem.data.transform;

import java.util.Optional;
import org.idem.data.transform.TransformOp.ColorJitter;
import org.idem.data.transform.TransformOp.GaussianBlur;
import org.idem.data.transform.TransformOp.JpegCompression;
import org.idem.data.transform.TransformOp.LowResolution;
import org.idem.data.transform.TransformOp.RandCropImage;
import org.idem.data.transform.TransformOp.RandFlipImage;
import org.idem.data.transform.TransformOp.RandomErasing;
import org.idem.data.transform.TransformOp.ResizeImage;

/** Which step does what an entry of the list asks for. */
final class PixelSteps {
    private PixelSteps() {}

    /** The step, if the entry changes pixels. */
    static Optional<PixelStep> of(TransformOp op) {
        if (op instanceof ResizeImage resize) {
            return Optional.of(new ResizeStep(resize.size()));
        } else if (op instanceof RandFlipImage flip) {
            return Optional.of(FlipStep.of(flip));
        }
        return augmentation(op);
    }

    /** Whether what comes before the entry must have been done when it is its turn. */
    static boolean isAugmentation(TransformOp op) {
        return augmentation(op).isPresent();
    }

    private static Optional<PixelStep> augmentation(TransformOp op) {
        PixelStep step = null;
        if (op instanceof RandCropImage crop) {
            step = new CropStep(crop);
        } else if (op instanceof ColorJitter jitter) {
            step = new JitterStep(jitter);
        } else if (op instanceof GaussianBlur blur) {
            step = new BlurStep(blur);
        } else if (op instanceof JpegCompression jpeg) {
            step = new JpegStep(jpeg);
        } else if (op instanceof RandomErasing erasing) {
            step = new ErasingStep(erasing);
        } else if (op instanceof LowResolution low) {
            step = new LowResolutionStep(low);
        }
        return Optional.ofNullable(step);
    }
}
