package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import org.idem.data.image.Pixels;

/**
 * Convolution with a Gaussian, cut off at three standard deviations and normalised; beyond the border the picture is
 * mirrored at the centre of its last pixel, as OpenCV's {@code BORDER_REFLECT_101} does.
 *
 * @param sigma standard deviation in pixels, positive
 * @param probability how often it is applied
 */
record BlurTransform(UniformRange sigma, double probability) implements PixelTransform {

    /** Checks the ranges. */
    BlurTransform {
        require(sigma.low() > 0 && isProbability(probability), "GaussianBlur");
    }

    static BlurTransform of(TransformArguments arguments) {
        return new BlurTransform(arguments.range("sigma"), arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        float[] kernel = kernel(random.within(sigma));
        int w = in.width();
        int h = in.height();
        byte[] rgb = in.rgb();
        float[] samples = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            samples[i] = rgb[i] & 0xff;
        }
        float[] across = new float[rgb.length];
        for (int y = 0; y < h; y++) {
            lines(samples, across, 3 * w * y, w, 3, 3, kernel);
        }
        float[] both = new float[rgb.length];
        lines(across, both, 0, h, 3 * w, 3 * w, kernel);
        byte[] out = new byte[rgb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Math.max(0, Math.min(255, Math.round(both[i])));
        }
        return new Pixels(w, h, out);
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + reach];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    /** {@code lanes} neighbouring lines at once, each of {@code length} samples that are {@code stride} apart. */
    private static void lines(float[] in, float[] out, int at, int length, int stride, int lanes, float[] kernel) {
        int reach = kernel.length / 2;
        for (int i = 0; i < length; i++) {
            int to = at + i * stride;
            for (int k = -reach; k <= reach; k++) {
                add(in, at + mirrored(i + k, length) * stride, out, to, lanes, kernel[k + reach]);
            }
        }
    }

    private static void add(float[] in, int from, float[] out, int to, int lanes, float weight) {
        for (int lane = 0; lane < lanes; lane++) {
            out[to + lane] += weight * in[from + lane];
        }
    }

    private static int mirrored(int position, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int inPeriod = Math.floorMod(position, period);
        return inPeriod < length ? inPeriod : period - inPeriod;
    }
}
