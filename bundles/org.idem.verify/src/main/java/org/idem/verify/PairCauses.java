package org.idem.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.inspect.Thumbnail;
import org.idem.data.statistics.PixelFigures;

/**
 * Looks at the pictures of pairs for what may have misled a model. What is much or little is measured by the medians of some
 * hundred pictures of the same set. Immutable; thread-safe.
 *
 * @param brightness median of the set's
 * @param contrast median of the set's
 * @param sharpness median of the set's
 */
public record PairCauses(double brightness, double contrast, double sharpness) {
    private static final int SAMPLED_PAIRS = 64;
    private static final int SIDE = 32;
    private static final double SAME = 0.995;
    private static final double MIRRORED = 0.98;
    /** Less than this part of the median is little. */
    private static final double LITTLE = 0.45;

    private static final double MOST_EMPTY = 0.12;

    /**
     * Measures pictures from all over a set. Reads at most 128 of them.
     *
     * @param set an open set
     */
    public static PairCauses of(PairDataset set) {
        List<PixelFigures> figures = new ArrayList<>();
        int step = Math.max(1, set.pairs() / SAMPLED_PAIRS);
        for (int pair = 0; pair < set.pairs(); pair += step) {
            try {
                figures.add(PixelFigures.of(decoded(set.first(pair))));
                figures.add(PixelFigures.of(decoded(set.second(pair))));
            } catch (DamagedImageException e) {
                System.getLogger(PairCauses.class.getName())
                        .log(System.Logger.Level.DEBUG, () -> "not measured: " + e.getMessage());
            }
        }
        return new PairCauses(
                median(figures, PixelFigures::brightness),
                median(figures, PixelFigures::contrast),
                median(figures, PixelFigures::sharpness));
    }

    private static Pixels decoded(EncodedImage image) {
        return ImageDecoder.decode(image);
    }

    private static double median(List<PixelFigures> figures, ToDoubleFunction<PixelFigures> figure) {
        double[] sorted = figures.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /**
     * What is unusual about a pair's pictures, the most telling first; {@link PairCause#UNKNOWN} alone if nothing is.
     *
     * @throws DamagedImageException if a picture cannot be read
     */
    public Set<PairCause> of(PairDataset set, int pair) {
        return of(decoded(set.first(pair)), decoded(set.second(pair)));
    }

    private Set<PairCause> of(Pixels first, Pixels second) {
        Set<PairCause> causes = EnumSet.noneOf(PairCause.class);
        Thumbnail one = Thumbnail.of(first, SIDE);
        double alike = one.correlation(Thumbnail.of(second, SIDE));
        if (alike >= SAME) {
            causes.add(PairCause.SAME_PICTURE);
        } else if (one.correlation(Thumbnail.of(mirrored(second), SIDE)) >= Math.max(MIRRORED, alike)) {
            causes.add(PairCause.MIRRORED);
        }
        addUnusual(causes, first);
        addUnusual(causes, second);
        return causes.isEmpty() ? EnumSet.of(PairCause.UNKNOWN) : causes;
    }

    private static Pixels mirrored(Pixels picture) {
        int width = picture.width();
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < width * picture.height(); i++) {
            int x = i % width;
            System.arraycopy(picture.rgb(), 3 * i, rgb, 3 * (i - x + width - 1 - x), 3);
        }
        return new Pixels(width, picture.height(), rgb);
    }

    private void addUnusual(Set<PairCause> causes, Pixels picture) {
        PixelFigures figures = PixelFigures.of(picture);
        addIf(causes, PairCause.BLURRED, figures.sharpness() < LITTLE * sharpness);
        addIf(causes, PairCause.DARK, figures.brightness() < LITTLE * brightness);
        addIf(causes, PairCause.BRIGHT, 255 - figures.brightness() < LITTLE * (255 - brightness));
        addIf(causes, PairCause.FLAT, figures.contrast() < LITTLE * contrast);
        addIf(causes, PairCause.CROPPED, empty(picture) > MOST_EMPTY);
    }

    private static void addIf(Set<PairCause> causes, PairCause cause, boolean present) {
        if (present) {
            causes.add(cause);
        }
    }

    /** The share of rows and columns at the border that are of one colour from end to end. */
    private static double empty(Pixels picture) {
        int width = picture.width();
        int height = picture.height();
        int rows = plain(picture, height, true, false) + plain(picture, height, true, true);
        int columns = plain(picture, width, false, false) + plain(picture, width, false, true);
        return rows >= height || columns >= width ? 1 : Math.max((double) rows / height, (double) columns / width);
    }

    /** How many lines from one border on are plain. */
    private static int plain(Pixels picture, int lines, boolean rows, boolean fromEnd) {
        int count = 0;
        while (count < lines && isPlain(picture, fromEnd ? lines - 1 - count : count, rows)) {
            count++;
        }
        return count;
    }

    private static boolean isPlain(Pixels picture, int line, boolean row) {
        byte[] rgb = picture.rgb();
        int length = row ? picture.width() : picture.height();
        int first = 3 * (row ? line * picture.width() : line);
        int step = 3 * (row ? 1 : picture.width());
        for (int i = 1; i < length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                if (Math.abs((rgb[first + i * step + channel] & 0xff) - (rgb[first + channel] & 0xff)) > 4) {
                    return false;
                }
            }
        }
        return true;
    }
}
