package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.RGB;

/** Compares what is on the screen. */
final class Pictures {
    private static final int PICTURE_EVERY_NANOS = 250_000_000;

    private static final int SHADE = 16;

    private Pictures() {}

    /** The picture once ten in a row, a quarter of a second apart, are equal. */
    static ImageData standingStill(Supplier<ImageData> picture) {
        ImageData[] last = {null};
        int[] equal = {0};
        long[] next = {0};
        Pump.until("the screen stands still", () -> {
            if (System.nanoTime() < next[0]) {
                return false;
            }
            ImageData now = picture.get();
            equal[0] = last[0] != null && same(last[0], now) ? equal[0] + 1 : 0;
            last[0] = now;
            next[0] = System.nanoTime() + PICTURE_EVERY_NANOS;
            return equal[0] == 9;
        });
        return last[0];
    }

    private static boolean same(ImageData a, ImageData b) {
        return a.width == b.width && a.height == b.height && Arrays.equals(a.data, b.data);
    }

    /**
     * Fails, and keeps both pictures, if more differs than the lines between parts, which the platform draws by which
     * part had the focus last, and than shades: black text in one and nearly black text in the other are alike.
     */
    static void assertSame(String what, ImageData expected, ImageData actual) {
        assertEquals(expected.width, actual.width);
        assertEquals(expected.height, actual.height);
        int different = 0;
        for (int y = 0; y < actual.height; y++) {
            for (int x = 0; x < actual.width; x++) {
                different += isClose(colour(expected, x, y), colour(actual, x, y)) ? 0 : 1;
            }
        }
        if (different > actual.width * actual.height / 1000) {
            fail(what + ": " + different + " pixels differ; expected " + save(what + " expected", expected) + ", is "
                    + save(what + " is", actual));
        }
    }

    private static RGB colour(ImageData picture, int x, int y) {
        return picture.palette.getRGB(picture.getPixel(x, y));
    }

    private static boolean isClose(RGB a, RGB b) {
        return Math.abs(a.red - b.red) <= SHADE
                && Math.abs(a.green - b.green) <= SHADE
                && Math.abs(a.blue - b.blue) <= SHADE;
    }

    /** Mean brightness, 0 to 255. */
    static double brightness(ImageData picture) {
        double sum = 0;
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < picture.width; x++) {
                RGB rgb = colour(picture, x, y);
                sum += 0.2126 * rgb.red + 0.7152 * rgb.green + 0.0722 * rgb.blue;
            }
        }
        return sum / picture.width / picture.height;
    }

    static Path save(String name, ImageData picture) {
        Path file = Path.of(name.replaceAll("\\W+", "-") + ".png").toAbsolutePath();
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {picture};
        loader.save(file.toString(), SWT.IMAGE_PNG);
        return file;
    }
}
