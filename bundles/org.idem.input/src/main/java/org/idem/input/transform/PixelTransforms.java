package org.idem.input.transform;

import java.util.Optional;
import org.idem.input.transform.TransformOp.ColorJitter;
import org.idem.input.transform.TransformOp.GaussianBlur;
import org.idem.input.transform.TransformOp.JpegCompression;
import org.idem.input.transform.TransformOp.LowResolution;
import org.idem.input.transform.TransformOp.RandCropImage;
import org.idem.input.transform.TransformOp.RandFlipImage;
import org.idem.input.transform.TransformOp.RandomErasing;
import org.idem.input.transform.TransformOp.ResizeImage;

/** Which step does what an entry of the list asks for. */
final class PixelTransforms {
    private PixelTransforms() {}

    /** The step, if the entry changes pixels. */
    static Optional<PixelTransform> of(TransformOp op) {
        if (op instanceof ResizeImage resize) {
            return Optional.of(new ResizeTransform(resize.size()));
        } else if (op instanceof RandFlipImage flip) {
            return Optional.of(FlipTransform.of(flip));
        }
        return augmentation(op);
    }

    /** Whether what comes before the entry must have been done when it is its turn. */
    static boolean isAugmentation(TransformOp op) {
        return augmentation(op).isPresent();
    }

    private static Optional<PixelTransform> augmentation(TransformOp op) {
        PixelTransform step = null;
        if (op instanceof RandCropImage crop) {
            step = new CropTransform(crop);
        } else if (op instanceof ColorJitter jitter) {
            step = new JitterTransform(jitter);
        } else if (op instanceof GaussianBlur blur) {
            step = new BlurTransform(blur);
        } else if (op instanceof JpegCompression jpeg) {
            step = new JpegTransform(jpeg);
        } else if (op instanceof RandomErasing erasing) {
            step = new ErasingTransform(erasing);
        } else if (op instanceof LowResolution low) {
            step = new LowResolutionTransform(low);
        }
        return Optional.ofNullable(step);
    }
}
