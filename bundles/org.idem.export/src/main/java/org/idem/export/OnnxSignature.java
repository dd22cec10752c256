package org.idem.export;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * What a network of faces in an ONNX file takes and gives: float32 [batch, 3, size, size] to float32 [batch, dim].
 *
 * @param input name of the input
 * @param output name of the output
 * @param batch images that it takes at a time, 0 for any number
 * @param size side of an image in pixels
 * @param dim length of an embedding, 0 where only a run of it tells
 * @param decoded whether it takes pictures as they are decoded instead, uint8 [batch, size, size, 3]
 */
record OnnxSignature(String input, String output, int batch, int size, int dim, boolean decoded) {
    private static final int USUAL_SIZE = 112;
    /** A larger image is no aligned face, and its tensor no use to a machine. */
    private static final int LARGEST = 4096;

    /**
     * Reads it.
     *
     * @param wanted side of an image where the file leaves it open, 0 for what its metadata says
     * @throws InputException if the network takes or gives something else
     */
    static OnnxSignature of(Path file, OrtSession session, int wanted) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw wrong(file, "it has " + inputs.size() + " inputs");
        }
        NodeInfo input = inputs.values().iterator().next();
        boolean decoded = isDecoded(input);
        long[] shape = tensor(input)
                .filter(info -> decoded || info.type == OnnxJavaType.FLOAT)
                .map(info -> decoded ? planes(info.getShape()) : info.getShape())
                .orElse(new long[0]);
        if (shape.length != 4 || shape[1] != 3 && shape[1] > 0) {
            throw wrong(file, "its input " + describe(input) + " is not float32 [N, 3, size, size]");
        }
        NodeInfo output = session.getOutputInfo().values().stream()
                .filter(OnnxSignature::isEmbedding)
                .findFirst()
                .orElseThrow(() -> wrong(file, "it has no output float32 [N, dim]"));
        long dim = Arrays.stream(tensor(output).orElseThrow().getShape())
                .skip(1)
                .reduce(1, (a, b) -> Math.max(a, 0) * Math.max(b, 0));
        int side = side(file, shape, wanted, session.getMetadata().getCustomMetadata());
        return new OnnxSignature(
                input.getName(),
                output.getName(),
                Math.toIntExact(Math.max(0, shape[0])),
                side,
                Math.toIntExact(dim),
                decoded);
    }

    /** Whether it takes pictures as they are decoded, uint8 [N, size, size, 3]. */
    private static boolean isDecoded(NodeInfo input) {
        return tensor(input)
                .filter(info -> info.type == OnnxJavaType.UINT8)
                .map(TensorInfo::getShape)
                .filter(shape -> shape.length == 4 && shape[3] == 3)
                .isPresent();
    }

    private static long[] planes(long[] shape) {
        return new long[] {shape[0], shape[3], shape[1], shape[2]};
    }

    /** Vectors, also as pictures of one pixel. */
    private static boolean isEmbedding(NodeInfo output) {
        long[] shape = tensor(output)
                .filter(info -> info.type == OnnxJavaType.FLOAT)
                .map(TensorInfo::getShape)
                .orElse(new long[0]);
        return shape.length == 2 || shape.length == 4 && shape[2] == 1 && shape[3] == 1;
    }

    private static int side(Path file, long[] shape, int wanted, Map<String, String> metadata) {
        long[] told = Stream.of(shape[2], shape[3])
                .filter(side -> side > 0)
                .mapToLong(side -> side)
                .distinct()
                .toArray();
        if (told.length > 1) {
            throw wrong(file, "its images are not square: " + shape[2] + " by " + shape[3]);
        }
        String said = metadata.getOrDefault("input_size", "");
        long side = told.length == 1
                ? told[0]
                : wanted > 0 ? wanted : said.matches("\\d{1,4}") ? Long.parseLong(said) : USUAL_SIZE;
        if (side < 1 || side > LARGEST) {
            throw wrong(file, "its images would be " + side + " pixels wide");
        }
        return (int) side;
    }

    private static Optional<TensorInfo> tensor(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo info ? Optional.of(info) : Optional.empty();
    }

    private static String describe(NodeInfo node) {
        return tensor(node)
                .map(info -> info.type.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(info.getShape()))
                .orElse(node.getName());
    }

    private static InputException wrong(Path file, String why) {
        return new InputException(Problem.error(
                file,
                "MODEL",
                "This is no network that makes an embedding of a face: " + why,
                "give one with an input float32 [N, 3, size, size] and an output float32 [N, dim]"));
    }
}
