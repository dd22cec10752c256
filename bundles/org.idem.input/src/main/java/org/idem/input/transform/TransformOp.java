package org.idem.input.transform;

/** One entry of PLSC's {@code transform_ops}, or an augmentation that Idem adds. */
sealed interface TransformOp
        permits PixelTransform, TransformOp.ChannelOrder, TransformOp.Normalization, TransformOp.Nothing {

    /**
     * {@code DecodeImage}: decoding has happened when transforms run; this says the order of the channels.
     *
     * @param redFirst red, green, blue; otherwise blue first, as OpenCV decodes
     */
    record ChannelOrder(boolean redFirst) implements TransformOp {}

    /**
     * {@code NormalizeImage}: {@code (sample * scale − mean) / std}, in float32.
     *
     * @param scale factor on samples in [0, 255]
     * @param mean three values, in the order of the channels
     * @param std three values, in the order of the channels
     */
    record Normalization(float scale, float[] mean, float[] std) implements TransformOp {
        private static final float[] HALF = {0.5f, 0.5f, 0.5f};

        /** Checks the lengths. */
        public Normalization {
            if (mean.length != 3 || std.length != 3) {
                throw new IllegalArgumentException("mean and std have one value per channel, three each");
            }
        }

        static Normalization of(TransformArguments arguments) {
            return new Normalization(
                    (float) arguments.number("scale", 1.0 / 255),
                    arguments.channels("mean", HALF),
                    arguments.channels("std", HALF));
        }
    }

    /** {@code ToCHWImage}: output always has its channels first; the entry is accepted because every config has it. */
    record Nothing() implements TransformOp {}
}
