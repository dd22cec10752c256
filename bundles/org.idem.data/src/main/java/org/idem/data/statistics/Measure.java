package org.idem.data.statistics;

import java.util.Locale;
import org.idem.core.Units;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.JpegQuality;
import org.idem.data.image.Pixels;

/**
 * Something that is measured of each picture, and the bars that its values fall into. A value below the first bar counts
 * for that one, a value beyond the last one for the last. At most 128 bars.
 */
public enum Measure {
    /** Pixels of the shorter side. */
    SIDE("Picture size", "pixels of the shorter side", 64, 8) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return Math.min(pixels.width(), pixels.height());
        }
    },
    /** Mean of luminance, from 0 to 255. */
    BRIGHTNESS("Brightness", "mean of luminance", 64, 4) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return figures.brightness();
        }
    },
    /** Standard deviation of luminance, from 0 to 128. */
    CONTRAST("Contrast", "deviation of luminance", 64, 2) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return figures.contrast();
        }
    },
    /** Standard deviation of the Laplacian of luminance: low where a picture is blurred. */
    SHARPNESS("Sharpness", "deviation of the Laplacian", 64, 2) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return figures.sharpness();
        }
    },
    /** The quality that an encoder of JPEG was asked for, from 1 to 100; 0 for other formats. */
    QUALITY("JPEG quality", "quality; 0: no JPEG", 101, 1) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return JpegQuality.of(image);
        }
    },
    /** Size of the encoded picture. */
    BYTES("Bytes", "KiB of the encoded picture", 64, 0.5) {
        @Override
        double of(EncodedImage image, Pixels pixels, PixelFigures figures) {
            return image.bytes().remaining() / 1024.0;
        }
    };

    private final String title;
    private final String unit;
    private final int bars;
    private final double width;

    Measure(String title, String unit, int bars, double width) {
        this.title = title;
        this.unit = unit;
        this.bars = bars;
        this.width = width;
    }

    abstract double of(EncodedImage image, Pixels pixels, PixelFigures figures);

    /** What a user reads. */
    public String title() {
        return title;
    }

    /** What the values are. */
    public String unit() {
        return unit;
    }

    /** Number of bars. */
    public int bars() {
        return bars;
    }

    /** Where a bar begins; that of {@link #bars()} is where the last one ends. */
    public double edge(int bar) {
        return bar * width;
    }

    /** The bar of a value. */
    int bar(double value) {
        return (int) Math.max(0, Math.min(bars - 1.0, Math.floor(value / width)));
    }

    /** The values of a bar in words: {@code 96 to 104}, {@code 1.5 to 2}, {@code 95}; of the last one {@code 504 and more}. */
    public String range(int bar) {
        if (width == 1) {
            return number(edge(bar));
        }
        return bar == bars - 1 ? number(edge(bar)) + " and more" : number(edge(bar)) + " to " + number(edge(bar + 1));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Units.count((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
