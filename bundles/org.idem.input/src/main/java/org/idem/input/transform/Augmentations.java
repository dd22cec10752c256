package org.idem.input.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.image.Interpolation;
import org.idem.input.transform.TransformOp.ColorJitter;
import org.idem.input.transform.TransformOp.GaussianBlur;
import org.idem.input.transform.TransformOp.JpegCompression;
import org.idem.input.transform.TransformOp.LowResolution;
import org.idem.input.transform.TransformOp.RandCropImage;
import org.idem.input.transform.TransformOp.RandomErasing;

/** The random steps of training sets; the config has completed and checked their keys. */
final class Augmentations {
    private final Map<String, Object> args;

    private Augmentations(Map<String, Object> args) {
        this.args = args;
    }

    static TransformOp op(TransformSpec spec) {
        Augmentations keys = new Augmentations(spec.args());
        return switch (spec.name()) {
            case "RandCropImage" -> keys.crop();
            case "ColorJitter" -> keys.jitter();
            case "GaussianBlur" -> new GaussianBlur(keys.span("sigma"), keys.number("p"));
            case "JpegCompression" -> new JpegCompression(keys.span("quality"), keys.number("p"));
            case "LowResolution" -> new LowResolution(
                    keys.span("scale"), keys.interpolations(Interpolation.values()), keys.number("p"));
            case "RandomErasing" -> keys.erasing();
            default -> throw new InputException(Problem.error(
                    null, "transform_ops", "There is no transform " + spec.name(), "remove it from the config"));
        };
    }

    private TransformOp crop() {
        return new RandCropImage(
                (int) number("size"),
                span("scale"),
                span("ratio"),
                interpolations(Interpolation.BILINEAR, Interpolation.BICUBIC),
                number("p"));
    }

    private TransformOp jitter() {
        return new ColorJitter(
                number("brightness"), number("contrast"), number("saturation"), number("hue"), number("p"));
    }

    private TransformOp erasing() {
        int[] value = Arrays.stream(numbers("value")).mapToInt(v -> (int) v).toArray();
        return new RandomErasing(
                span("scale"), span("ratio"), value, Boolean.TRUE.equals(args.get("noise")), number("p"));
    }

    /** The one named, or for {@code random} all of the given. */
    private List<Interpolation> interpolations(Interpolation... random) {
        String name = String.valueOf(args.get("interpolation"));
        return name.equals("random") ? List.of(random) : List.of(Interpolation.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private UniformRange span(String key) {
        double[] ends = numbers(key);
        return new UniformRange(ends[0], ends[1]);
    }

    private double[] numbers(String key) {
        return ((List<?>) args.get(key))
                .stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    private double number(String key) {
        return ((Number) args.get(key)).doubleValue();
    }
}
