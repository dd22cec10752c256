package org.idem.verify.onnx;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.io.MappedFile;

/**
 * A network in an ONNX file, in numbers. Weights are counted, never read. Immutable.
 *
 * @param path the file
 * @param bytes its length
 * @param irVersion version of the file format
 * @param opset version of the standard operators; 0 where the file names none
 * @param producer program that wrote it, empty where it does not say
 * @param name of the graph
 * @param inputs without those that are weights
 * @param outputs what it computes
 * @param operators how many nodes there are of each kind, by falling number
 * @param parameters numbers in weights; lists of shapes and indices are none
 * @param weights bytes of weights by the type of their numbers
 * @param metadata what the file says about itself
 */
public record OnnxFile(
        Path path,
        long bytes,
        long irVersion,
        long opset,
        String producer,
        String name,
        List<OnnxValue> inputs,
        List<OnnxValue> outputs,
        Map<String, Integer> operators,
        long parameters,
        Map<String, Long> weights,
        Map<String, String> metadata) {

    public OnnxFile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = Collections.unmodifiableMap(new LinkedHashMap<>(operators));
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads all but the weights; memory and time do not grow with them.
     *
     * @throws InputException if there is no such file, or it is no ONNX file or a damaged one
     */
    public static OnnxFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InputException(Problem.error(path, "FILE", "There is no such file", "check the path"));
        }
        try {
            MappedFile file = MappedFile.open(path);
            return file.read(() -> new OnnxReader(file).read());
        } catch (UncheckedIOException e) {
            throw new InputException(Problem.error(
                    path, "FILE", "It cannot be read: " + e.getCause().getMessage(), "check its permissions"));
        }
    }

    /** Number of nodes. */
    public int nodes() {
        return operators.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What the file says about itself, as far as it makes sense. */
    public ModelClaims claims() {
        return ModelClaims.of(this);
    }
}
