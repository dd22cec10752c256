package org.idem.verify.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.inspect.Thumbnail;
import org.idem.data.statistics.PixelFigures;

/**
 * Finds what may have misled a model about a pair, measured against what is usual in the set. Causes are guesses: they say
 * where to look. Thread-safe.
 */
public final class PairCauses {
    private static final int SAMPLE = 400;
    private static final double UNUSUAL = 0.03;
    private static final int SIDE = 24;
    private static final double ALIKE = 0.97;
    private static final double MIRROR_MARGIN = 0.05;
    private static final double MOST_EMPTY = 0.12;

    private final PairDataset pairs;
    private final double blurred;
    private final double dark;
    private final double light;
    private final double apart;

    private PairCauses(PairDataset pairs, List<PixelFigures[]> sample) {
        this.pairs = pairs;
        double[] sharpness = values(sample, PixelFigures::sharpness);
        double[] brightness = values(sample, PixelFigures::brightness);
        double[] differences = sample.stream()
                .mapToDouble(both -> Math.abs(both[0].brightness() - both[1].brightness()))
                .sorted()
                .toArray();
        this.blurred = quantile(sharpness, UNUSUAL);
        this.dark = quantile(brightness, UNUSUAL);
        this.light = quantile(brightness, 1 - UNUSUAL);
        this.apart = quantile(differences, 1 - UNUSUAL);
    }

    /**
     * Looks at some hundred pairs of a set, evenly spread, to learn what is usual in it.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PairCauses of(PairDataset pairs, Progress progress) {
        List<PixelFigures[]> sample = new ArrayList<>();
        int count = Math.min(SAMPLE, pairs.pairs());
        for (int i = 0; i < count; i++) {
            progress.checkCancelled();
            int done = i;
            progress.report((double) i / count, () -> Units.count(done) + " pairs looked at");
            int pair = (int) ((long) i * pairs.pairs() / count);
            try {
                sample.add(new PixelFigures[] {
                    PixelFigures.of(ImageDecoder.decode(pairs.first(pair))),
                    PixelFigures.of(ImageDecoder.decode(pairs.second(pair)))
                });
            } catch (DamagedImageException e) {
                System.getLogger(PairCauses.class.getName()).log(System.Logger.Level.DEBUG, "pair " + pair, e);
            }
        }
        return new PairCauses(pairs, sample);
    }

    /** One of the figures of a picture. */
    private interface Figure {
        double of(PixelFigures figures);
    }

    private static double[] values(List<PixelFigures[]> sample, Figure figure) {
        return sample.stream()
                .flatMap(Arrays::stream)
                .mapToDouble(figure::of)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * What may have misled a model; empty where nothing is unusual.
     *
     * @param pair number of the pair
     * @throws DamagedImageException if an image cannot be read
     */
    public Set<PairCause> of(int pair) {
        Pixels first = ImageDecoder.decode(pairs.first(pair));
        Pixels second = ImageDecoder.decode(pairs.second(pair));
        Set<PairCause> causes = EnumSet.noneOf(PairCause.class);
        Thumbnail small = Thumbnail.of(first, SIDE);
        double plain = small.correlation(Thumbnail.of(second, SIDE));
        double mirrored = small.correlation(Thumbnail.of(second.flipped(), SIDE));
        if (mirrored > ALIKE && mirrored > plain + MIRROR_MARGIN) {
            causes.add(PairCause.MIRRORED);
        } else if (plain > ALIKE && !pairs.same(pair)) {
            causes.add(PairCause.NEAR_DUPLICATE);
        }
        PixelFigures a = PixelFigures.of(first);
        PixelFigures b = PixelFigures.of(second);
        if (Math.min(a.sharpness(), b.sharpness()) < blurred) {
            causes.add(PairCause.BLUR);
        }
        if (Math.min(a.brightness(), b.brightness()) < dark
                || Math.max(a.brightness(), b.brightness()) > light
                || Math.abs(a.brightness() - b.brightness()) > apart) {
            causes.add(PairCause.BRIGHTNESS);
        }
        if (Math.max(EmptyBorder.share(first), EmptyBorder.share(second)) > MOST_EMPTY) {
            causes.add(PairCause.CROP);
        }
        return causes;
    }
}
