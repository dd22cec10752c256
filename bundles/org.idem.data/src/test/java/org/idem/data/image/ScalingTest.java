package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against each method's definition, pixel by pixel in double precision. */
class ScalingTest {

    private static Pixels noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(width).nextBytes(rgb);
        return new Pixels(width, height, rgb);
    }

    private static int sample(Pixels p, Box part, int x, int y, int c) {
        int cx = part.x() + Math.max(0, Math.min(part.width() - 1, x));
        int cy = part.y() + Math.max(0, Math.min(part.height() - 1, y));
        return p.rgb()[3 * (cy * p.width() + cx) + c] & 0xff;
    }

    /** Keys' cubic convolution kernel. */
    private static double cubic(double distance) {
        double a = -0.75;
        double d = Math.abs(distance);
        if (d >= 2) {
            return 0;
        }
        return d < 1 ? (a + 2) * d * d * d - (a + 3) * d * d + 1 : a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a;
    }

    private static double weight(Interpolation how, int old, double at) {
        return switch (how) {
            case BILINEAR -> Math.max(0, 1 - Math.abs(old - at));
            case BICUBIC -> cubic(old - at);
            default -> throw new IllegalArgumentException(how.name());
        };
    }

    private static double expected(Pixels in, Box part, double fx, double fy, int c, Interpolation how) {
        double sum = 0;
        for (int y = (int) Math.floor(fy) - 2; y <= fy + 3; y++) {
            for (int x = (int) Math.floor(fx) - 2; x <= fx + 3; x++) {
                sum += weight(how, x, fx) * weight(how, y, fy) * sample(in, part, x, y, c);
            }
        }
        return Math.max(0, Math.min(255, sum));
    }

    @ParameterizedTest
    @CsvSource({"BILINEAR,16,12", "BILINEAR,5,9", "BICUBIC,16,12", "BICUBIC,7,5"})
    void kernels(Interpolation how, int width, int height) {
        Pixels in = noise(13, 11);
        Box part = new Box(2, 1, 8, 9);
        Pixels out = Scaling.resample(in, part, width, height, how);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fx = (x + 0.5) * part.width() / width - 0.5;
                double fy = (y + 0.5) * part.height() / height - 0.5;
                double wanted = expected(in, part, fx, fy, 1, how);
                assertEquals(wanted, out.rgb()[3 * (y * width + x) + 1] & 0xff, 0.51);
            }
        }
    }

    @Test
    void nearestTakesOnePixel() {
        Pixels in = noise(10, 10);
        Pixels out = Scaling.resample(in, Box.of(in), 4, 5, Interpolation.NEAREST);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 4; x++) {
                int wanted = sample(in, Box.of(in), (int) (x * 2.5), y * 2, 2);
                assertEquals(wanted, out.rgb()[3 * (y * 4 + x) + 2] & 0xff);
            }
        }
    }

    /** The mean over the new pixel's area: here summed over a grid so fine that no border cuts a cell. */
    @Test
    void areaIsTheMean() {
        Pixels in = noise(10, 6);
        Pixels out = Scaling.resample(in, Box.of(in), 4, 5, Interpolation.AREA);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 4; x++) {
                double sum = 0;
                for (int fy = 0; fy < 6; fy++) {
                    for (int fx = 0; fx < 10; fx++) {
                        sum += sample(in, Box.of(in), (x * 10 + fx) / 4, (y * 6 + fy) / 5, 0);
                    }
                }
                assertEquals(sum / 60, out.rgb()[3 * (y * 4 + x)] & 0xff, 0.51);
            }
        }
    }

    @Test
    void aPictureOfTheSizeStays() {
        Pixels in = noise(7, 7);
        for (Interpolation how : Interpolation.values()) {
            assertSame(in, Scaling.resample(in, Box.of(in), 7, 7, how));
            Pixels part = Scaling.resample(in, new Box(3, 2, 4, 5), 4, 5, how);
            byte[] row = java.util.Arrays.copyOfRange(in.rgb(), 3 * (2 * 7 + 3), 3 * (2 * 7 + 7));
            assertArrayEquals(row, java.util.Arrays.copyOf(part.rgb(), 12), how.name());
        }
    }
}
