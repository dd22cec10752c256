package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import java.util.List;
import org.idem.data.image.Box;
import org.idem.data.image.Interpolation;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/**
 * A picture as if taken from further away: shrunk and brought back to its size.
 *
 * @param scale of the sides in between, in (0, 1]
 * @param interpolations one is drawn for each way
 * @param probability how often it is applied
 */
record LowResolutionTransform(UniformRange scale, List<Interpolation> interpolations, double probability)
        implements PixelTransform {

    /** Checks the ranges. */
    LowResolutionTransform {
        interpolations = List.copyOf(interpolations);
        require(scale.low() > 0 && scale.high() <= 1, "LowResolution");
        require(!interpolations.isEmpty() && isProbability(probability), "LowResolution");
    }

    static LowResolutionTransform of(TransformArguments arguments) {
        return new LowResolutionTransform(
                arguments.range("scale"), arguments.interpolations(Interpolation.values()), arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        double share = random.within(scale);
        int width = (int) Math.max(1, Math.round(in.width() * share));
        int height = (int) Math.max(1, Math.round(in.height() * share));
        Pixels small = Scaling.resample(in, Box.of(in), width, height, random.oneOf(interpolations));
        return Scaling.resample(small, Box.of(small), in.width(), in.height(), random.oneOf(interpolations));
    }
}
