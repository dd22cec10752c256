package org.idem.protocol;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Which model is meant: a run, a checkpoint, an ONNX file, or a weight file of others.
 *
 * @param path folder of a run or of a checkpoint, or a file; absolute
 * @param checkpoint of a run: {@code latest}, {@code best} or a step
 * @param average whether the moving average of the weights is wanted; of a run, its config decides otherwise
 * @param network name of the network that a weight file of others belongs to; empty where the model says it itself
 * @param input what the user says about inputs
 * @param device what computes it: {@code auto}, {@code cpu}, {@code gpu}, or a card such as {@code cuda:1}
 */
public record ModelSource(
        Path path, String checkpoint, boolean average, String network, InputOptions input, String device) {
    /** The first card that libtorch computes on, the processor where there is none. */
    public static final String ANY_DEVICE = "auto";

    private static final String LATEST = "latest";

    public ModelSource {
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(device, "device");
        path = path.toAbsolutePath();
    }

    /** On any device. */
    public ModelSource(Path path, String checkpoint, boolean average, String network, InputOptions input) {
        this(path, checkpoint, average, network, input, ANY_DEVICE);
    }

    /** The same model, computed on a device. */
    public ModelSource on(String wanted) {
        return new ModelSource(path, checkpoint, average, network, input, wanted);
    }

    /** A checkpoint of a run, with inputs as in its training. */
    public static ModelSource ofRun(Path run, String checkpoint) {
        return new ModelSource(run, checkpoint, false, "", InputOptions.NONE);
    }

    /** A file or folder that says all about itself. */
    public static ModelSource of(Path path) {
        return ofRun(path, LATEST);
    }
}
