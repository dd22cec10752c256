package org.idem.faces;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.idem.data.image.Pixels;

/** Light, exposure, colour temperature, blur and noise of one photograph. */
final class Camera {
    private final CaptureConditions.Light light;
    private long noise;

    Camera(CaptureConditions.Light light, long noise) {
        this.light = light;
        this.noise = noise | 1;
    }

    Pixels take(BufferedImage drawn) {
        int w = drawn.getWidth();
        int h = drawn.getHeight();
        float[] samples = expose(((DataBufferInt) drawn.getRaster().getDataBuffer()).getData(), w, h);
        if (light.blur() > 0) {
            blur(samples, 3, 3 * w);
            blur(samples, 3 * w, samples.length);
        }
        byte[] rgb = new byte[samples.length];
        float grain = (float) light.grain() / 300;
        for (int i = 0; i < rgb.length; i++) {
            int value = Math.round(samples[i] + grain * rough());
            rgb[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return new Pixels(w, h, rgb);
    }

    private float[] expose(int[] argb, int w, int h) {
        float[] out = new float[3 * w * h];
        float contrast = (float) light.contrast();
        float warm = (float) (1 + light.warmth());
        float cold = (float) (1 - light.warmth());
        for (int y = 0, o = 0; y < h; y++) {
            double ny = (y + 0.5) / h * 2 - 1;
            for (int x = 0; x < w; x++, o += 3) {
                double nx = (x + 0.5) / w * 2 - 1;
                float gain = (float) (light.gain() * (1 + light.strength() * (light.x() * nx + light.y() * ny)));
                int p = argb[y * w + x];
                out[o] = ((p >> 16 & 0xff) * gain * warm - 128) * contrast + 128;
                out[o + 1] = ((p >> 8 & 0xff) * gain - 128) * contrast + 128;
                out[o + 2] = ((p & 0xff) * gain * cold - 128) * contrast + 128;
            }
        }
        return out;
    }

    /** Mixes each sample with its neighbours {@code step} away; runs of {@code run} samples do not touch each other. */
    private void blur(float[] samples, int step, int run) {
        float side = (float) light.blur() / 3;
        for (int from = 0; from < samples.length; from += run) {
            for (int lane = 0; lane < step; lane++) {
                float before = samples[from + lane];
                for (int i = from + lane; i < from + run; i += step) {
                    float here = samples[i];
                    float after = i + step < from + run ? samples[i + step] : here;
                    samples[i] = here + side * (before + after - 2 * here);
                    before = here;
                }
            }
        }
    }

    /** Nearly Gaussian, standard deviation near 150: four bytes of a xorshift generator. */
    private float rough() {
        noise ^= noise << 13;
        noise ^= noise >>> 7;
        noise ^= noise << 17;
        int bits = (int) (noise >>> 20);
        return (bits & 0xff) + (bits >> 8 & 0xff) + (bits >> 16 & 0xff) + (bits >>> 24) - 510;
    }
}
