package org.idem.input.transform;

import java.util.List;
import org.idem.data.image.Interpolation;

/** One step of PLSC's {@code transform_ops}, and the augmentations that Idem adds. */
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

    /**
     * A random part of the picture, brought to a square.
     *
     * @param size side of the square in pixels
     * @param scale area of the part over the picture's, in (0, 1]
     * @param ratio width over height of the part, positive
     * @param interpolations one is drawn for each picture
     * @param p how often; otherwise the whole picture is taken
     */
    record RandCropImage(int size, UniformRange scale, UniformRange ratio, List<Interpolation> interpolations, double p)
            implements TransformOp {
        /** Checks the ranges. */
        public RandCropImage {
            interpolations = List.copyOf(interpolations);
            require(size >= 1 && scale.low() > 0 && scale.high() <= 1 && ratio.low() > 0, "RandCropImage");
            require(!interpolations.isEmpty() && isProbability(p), "RandCropImage");
        }

        Interpolation interpolation(TransformRandom draws) {
            return interpolations.get(draws.below(interpolations.size()));
        }
    }

    /**
     * Other colours: each strength s draws a factor from [max(0, 1 − s), 1 + s].
     *
     * @param brightness strength
     * @param contrast strength
     * @param saturation strength
     * @param hue the turn is drawn from [−hue, hue], in circles, at most 0.5
     * @param p how often
     */
    record ColorJitter(double brightness, double contrast, double saturation, double hue, double p)
            implements TransformOp {
        /** Checks the ranges. */
        public ColorJitter {
            require(brightness >= 0 && contrast >= 0 && saturation >= 0, "ColorJitter");
            require(hue >= 0 && hue <= 0.5 && isProbability(p), "ColorJitter");
        }
    }

    /**
     * Blur.
     *
     * @param sigma standard deviation in pixels, positive
     * @param p how often
     */
    record GaussianBlur(UniformRange sigma, double p) implements TransformOp {
        /** Checks the ranges. */
        public GaussianBlur {
            require(sigma.low() > 0 && isProbability(p), "GaussianBlur");
        }
    }

    /**
     * Compression and decompression.
     *
     * @param quality whole numbers of libjpeg's scale, 1 to 100, ends included
     * @param p how often
     */
    record JpegCompression(UniformRange quality, double p) implements TransformOp {
        /** Checks the ranges. */
        public JpegCompression {
            require(quality.low() >= 1 && quality.high() <= 100 && isProbability(p), "JpegCompression");
        }
    }

    /**
     * A covered rectangle.
     *
     * @param scale area over the picture's, in (0, 1]
     * @param ratio width over height, positive
     * @param value red, green and blue in [0, 255], not used with noise
     * @param noise whether every sample is drawn instead
     * @param p how often
     */
    record RandomErasing(UniformRange scale, UniformRange ratio, int[] value, boolean noise, double p)
            implements TransformOp {
        /** Checks the ranges. */
        public RandomErasing {
            require(scale.low() > 0 && scale.high() <= 1 && ratio.low() > 0, "RandomErasing");
            require(value.length == 3 && isProbability(p), "RandomErasing");
        }
    }

    /**
     * Shrunk and enlarged again.
     *
     * @param scale of the sides in between, in (0, 1]
     * @param interpolations one is drawn for each way
     * @param p how often
     */
    record LowResolution(UniformRange scale, List<Interpolation> interpolations, double p) implements TransformOp {
        /** Checks the ranges. */
        public LowResolution {
            interpolations = List.copyOf(interpolations);
            require(scale.low() > 0 && scale.high() <= 1, "LowResolution");
            require(!interpolations.isEmpty() && isProbability(p), "LowResolution");
        }

        Interpolation interpolation(TransformRandom draws) {
            return interpolations.get(draws.below(interpolations.size()));
        }
    }

    private static boolean isProbability(double p) {
        return p >= 0 && p <= 1;
    }

    private static void require(boolean condition, String op) {
        if (!condition) {
            throw new IllegalArgumentException(op + " with a value outside its range");
        }
    }
}
