package org.idem.input.transform;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Makes the transforms that a config names. */
public final class Transforms {
    private static final Map<String, Function<TransformArguments, TransformOp>> FACTORIES = Map.ofEntries(
            entry("DecodeImage", arguments -> new TransformOp.ChannelOrder(arguments.flag("to_rgb", true))),
            entry("NormalizeImage", TransformOp.Normalization::of),
            entry("ToCHWImage", arguments -> new TransformOp.Nothing()),
            entry("ResizeImage", ResizeTransform::of),
            entry("RandFlipImage", FlipTransform::of),
            entry("RandCropImage", CropTransform::of),
            entry("ColorJitter", JitterTransform::of),
            entry("GaussianBlur", BlurTransform::of),
            entry("JpegCompression", JpegTransform::of),
            entry("LowResolution", LowResolutionTransform::of),
            entry("RandomErasing", ErasingTransform::of));

    private Transforms() {}

    /**
     * Makes a pipeline of the entries. Where none of them sets the size, images are brought to the network's, which leaves
     * those that have it untouched.
     *
     * @param inputSize side of the network's input in pixels
     * @throws InputException if an entry has a name or a value that no transform takes
     */
    public static TransformPipeline of(List<TransformSpec> specs, int inputSize) {
        List<TransformOp> ops =
                new ArrayList<>(specs.stream().map(Transforms::op).toList());
        if (ops.stream().noneMatch(ResizeTransform.class::isInstance)) {
            ops.add(new ResizeTransform(inputSize));
        }
        return TransformPipeline.of(ops);
    }

    private static TransformOp op(TransformSpec spec) {
        Function<TransformArguments, TransformOp> factory = FACTORIES.get(spec.name());
        if (factory == null) {
            throw new InputException(Problem.error(
                    null, "transform_ops", "There is no transform " + spec.name(), "remove it from the config"));
        }
        return factory.apply(new TransformArguments(spec));
    }
}
