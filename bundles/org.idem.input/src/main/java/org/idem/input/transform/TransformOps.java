package org.idem.input.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.input.transform.TransformOp.DecodeImage;
import org.idem.input.transform.TransformOp.NormalizeImage;
import org.idem.input.transform.TransformOp.RandFlipImage;
import org.idem.input.transform.TransformOp.ResizeImage;
import org.idem.input.transform.TransformOp.ToCHWImage;

/** The transforms that a config names. */
public final class TransformOps {
    private TransformOps() {}

    /**
     * Compiles the steps. Where none of them sets the size, images are brought to the network's, which leaves those that
     * have it untouched.
     *
     * @param inputSize side of the network's input in pixels
     */
    public static Transforms of(List<TransformSpec> specs, int inputSize) {
        List<TransformOp> ops =
                new ArrayList<>(specs.stream().map(TransformOps::op).toList());
        if (ops.stream().noneMatch(ResizeImage.class::isInstance)) {
            ops.add(new ResizeImage(inputSize));
        }
        return Transforms.of(ops);
    }

    private static TransformOp op(TransformSpec spec) {
        Map<String, Object> args = spec.args();
        return switch (spec.name()) {
            case "DecodeImage" -> new DecodeImage(!Boolean.FALSE.equals(args.get("to_rgb")));
            case "RandFlipImage" -> new RandFlipImage((int) number(args.getOrDefault("flip_code", 1)));
            case "NormalizeImage" -> new NormalizeImage(
                    (float) number(args.getOrDefault("scale", 1.0 / 255)),
                    channels(args, "mean"),
                    channels(args, "std"));
            case "ToCHWImage" -> new ToCHWImage();
            case "ResizeImage" -> new ResizeImage((int) number(args.get("size")));
            default -> Augmentations.op(spec);
        };
    }

    private static double number(Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return number(list.get(0));
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new InputException(
                Problem.error(null, "transform_ops", "Expected a number, found " + value, "correct the config"));
    }

    private static float[] channels(Map<String, Object> args, String key) {
        float[] out = {0.5f, 0.5f, 0.5f};
        if (args.get(key) instanceof List<?> list) {
            for (int c = 0; c < 3; c++) {
                out[c] = (float) number(list.get(Math.min(c, list.size() - 1)));
            }
        }
        return out;
    }
}
