package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import java.util.List;
import org.idem.data.image.Box;
import org.idem.data.image.Interpolation;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/**
 * A random part brought to the wanted size, drawn as PLSC's {@code RandCropImage} random it: first the ratio of the sides,
 * then the area, cut off at the largest part of that ratio, then the place.
 *
 * @param size side of the square in pixels, at least 1
 * @param scale area of the part over the picture's, in (0, 1]
 * @param ratio width over height of the part, positive
 * @param interpolations one is drawn for each picture
 * @param probability how often it is applied; otherwise the whole picture is taken
 */
record CropTransform(
        int size, UniformRange scale, UniformRange ratio, List<Interpolation> interpolations, double probability)
        implements SquareTransform {

    /** Checks the ranges. */
    CropTransform {
        interpolations = List.copyOf(interpolations);
        require(size >= 1 && scale.low() > 0 && scale.high() <= 1 && ratio.low() > 0, "RandCropImage");
        require(!interpolations.isEmpty() && isProbability(probability), "RandCropImage");
    }

    static CropTransform of(TransformArguments arguments) {
        return new CropTransform(
                (int) arguments.number("size"),
                arguments.range("scale"),
                arguments.range("ratio"),
                arguments.interpolations(Interpolation.BILINEAR, Interpolation.BICUBIC),
                arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        Box part = part(in.width(), in.height(), random);
        return Scaling.resample(in, part, size, size, random.oneOf(interpolations));
    }

    private Box part(int width, int height, TransformRandom random) {
        double wanted = random.within(ratio);
        double bound = Math.min((double) width / height / wanted, (double) height / width * wanted);
        UniformRange share = new UniformRange(Math.min(scale.low(), bound), Math.min(scale.high(), bound));
        double side = Math.sqrt(random.within(share) * width * height);
        int w = clamp((int) (side * Math.sqrt(wanted)), width);
        int h = clamp((int) (side / Math.sqrt(wanted)), height);
        return new Box(random.below(width - w + 1), random.below(height - h + 1), w, h);
    }

    private static int clamp(int length, int whole) {
        return Math.max(1, Math.min(whole, length));
    }
}
