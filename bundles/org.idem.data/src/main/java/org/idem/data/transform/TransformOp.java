package org.idem.data.transform;

/** One step of PLSC's {@code transform_ops}. */
public sealed interface TransformOp {

    /**
     * Decoding, which has happened when transforms run; this says the order of the channels.
     *
     * @param toRgb red first; otherwise blue first, as OpenCV decodes
     */
    record DecodeImage(boolean toRgb) implements TransformOp {}

    /**
     * Mirrors half of the pictures.
     *
     * @param flipCode 1 left and right, 0 top and bottom, −1 both
     */
    record RandFlipImage(int flipCode) implements TransformOp {
        /** Checks the code. */
        public RandFlipImage {
            if (flipCode < -1 || flipCode > 1) {
                throw new IllegalArgumentException("flip_code " + flipCode);
            }
        }
    }

    /**
     * {@code (sample * scale − mean) / std}, in float32.
     *
     * @param scale factor on samples in [0, 255]
     * @param mean three values, in the order of the channels
     * @param std three values, in the order of the channels
     */
    record NormalizeImage(float scale, float[] mean, float[] std) implements TransformOp {
        /** Checks the lengths. */
        public NormalizeImage {
            if (mean.length != 3 || std.length != 3) {
                throw new IllegalArgumentException("mean and std have one value per channel, three each");
            }
        }
    }

    /** Channels first. Output always is; the step is accepted because every config has it. */
    record ToCHWImage() implements TransformOp {}

    /**
     * Bilinear resampling to a square.
     *
     * @param size side in pixels
     */
    record ResizeImage(int size) implements TransformOp {
        /** Checks the size. */
        public ResizeImage {
            if (size < 1) {
                throw new IllegalArgumentException("size " + size);
            }
        }
    }
}
