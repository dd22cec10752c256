package org.idem.verify.errors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.BitmapEncoder;
import org.idem.data.image.Pixels;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCausesTest {
    private static final int SIDE = 48;
    private static final int PAIRS = 120;

    @TempDir
    private Path folder;

    /** Soft blots of a seed with sharp grain on them, so that no two are alike. */
    private static Pixels picture(long seed) {
        Random random = new Random(seed);
        double[] waves = random.doubles(12, 0.05, 0.25).toArray();
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double value = 0;
                for (int k = 0; k < waves.length; k += 3) {
                    value += Math.sin(waves[k] * x + waves[k + 1] * y + 30 * waves[k + 2]);
                }
                byte gray = (byte) Math.max(0, Math.min(255, 128 + 20 * value + 12 * random.nextGaussian()));
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * SIDE + x) + c] = gray;
                }
            }
        }
        return new Pixels(SIDE, SIDE, rgb);
    }

    private static Pixels changed(Pixels pixels, UnaryOperator<Integer> sample) {
        byte[] rgb = new byte[pixels.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (int) sample.apply(pixels.rgb()[i] & 0xff);
        }
        return new Pixels(pixels.width(), pixels.height(), rgb);
    }

    /** With rows from beyond the photograph. */
    private static Pixels cut(Pixels pixels) {
        byte[] rgb = pixels.rgb().clone();
        Arrays.fill(rgb, 0, 3 * SIDE * 10, (byte) 0);
        return new Pixels(SIDE, SIDE, rgb);
    }

    private static Pixels blurred(Pixels pixels) {
        byte[] rgb = new byte[pixels.rgb().length];
        int stride = 3 * SIDE;
        for (int i = 0; i < rgb.length; i++) {
            int sum = 0;
            int count = 0;
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    int at = i + dy * stride + 3 * dx;
                    if (at >= 0 && at < rgb.length) {
                        sum += pixels.rgb()[at] & 0xff;
                        count++;
                    }
                }
            }
            rgb[i] = (byte) (sum / count);
        }
        return new Pixels(SIDE, SIDE, rgb);
    }

    @Test
    void plantedCausesAreFoundAndNoOthers() throws IOException {
        Path file = folder.resolve("pairs.bin");
        try (BinWriter writer = new BinWriter(file)) {
            for (int pair = 0; pair < PAIRS; pair++) {
                Pixels first = picture(2 * pair);
                Pixels second =
                        switch (pair) {
                            case 10 -> changed(first, v -> Math.min(255, v + 3));
                            case 21 -> first.flipped();
                            case 30 -> blurred(picture(2 * pair + 1));
                            case 41 -> changed(picture(2 * pair + 1), v -> v / 8);
                            case 43 -> cut(picture(2 * pair + 1));
                            case 51 -> first;
                            default -> picture(2 * pair + 1);
                        };
                writer.add(BitmapEncoder.encode(first), BitmapEncoder.encode(second), pair % 2 == 1);
            }
        }
        try (PairDataset pairs = Datasets.openPairs(file)) {
            PairCauses causes = PairCauses.of(pairs, Progress.NONE);
            assertTrue(causes.of(10).contains(PairCause.NEAR_DUPLICATE));
            assertTrue(causes.of(21).contains(PairCause.MIRRORED));
            assertTrue(causes.of(30).contains(PairCause.BLUR));
            assertTrue(causes.of(41).contains(PairCause.BRIGHTNESS));
            assertTrue(causes.of(43).contains(PairCause.CROP));
            assertFalse(causes.of(51).contains(PairCause.NEAR_DUPLICATE), "one person may be shown twice");
            int others = 0;
            for (int pair = 60; pair < PAIRS; pair++) {
                others += causes.of(pair).isEmpty() ? 0 : 1;
                assertFalse(causes.of(pair).contains(PairCause.MIRRORED));
                assertFalse(causes.of(pair).contains(PairCause.CROP));
                assertFalse(causes.of(pair).contains(PairCause.NEAR_DUPLICATE));
            }
            assertTrue(others <= 12, others + " of 60 usual pairs");
        }
    }
}
