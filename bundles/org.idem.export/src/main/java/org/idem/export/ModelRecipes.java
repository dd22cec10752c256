package org.idem.export;

import java.util.Locale;
import org.idem.model.Graph;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Precision;

/** How other runtimes take an exported file: commands and lines of code for its card. */
final class ModelRecipes {
    private ModelRecipes() {}

    /** A section of Markdown. */
    static String of(String file, Graph network, ExportOptions options) {
        int size = network.inputSize();
        String image = options.preprocessing() ? size + "x" + size + "x3" : "3x" + size + "x" + size;
        String array = options.preprocessing()
                ? "np.zeros((1, " + size + ", " + size + ", 3), np.uint8)"
                : "np.zeros((1, 3, " + size + ", " + size + "), np.float32)";
        StringBuilder text = new StringBuilder("## In other runtimes\n\nONNX Runtime:\n\n```python\n");
        text.append("import numpy as np, onnxruntime as ort\n")
                .append("session = ort.InferenceSession(\"" + file + "\")\n")
                .append("embedding = session.run([\"embedding\"], {\"input\": " + array + "})[0]\n")
                .append("embedding /= np.linalg.norm(embedding, axis=1, keepdims=True)\n```\n\n");
        text.append("OpenVINO reads the file as it is; `ovc` converts it once:\n\n```sh\n")
                .append("ovc " + file + " --output_model " + stem(file) + ".xml"
                        + (options.precision() == Precision.INT8 ? "" : " --compress_to_fp16=True") + "\n")
                .append("benchmark_app -m " + stem(file) + ".xml -shape \"input[1," + image.replace('x', ',')
                        + "]\"\n```\n\n")
                .append("Where a processor multiplies bfloat16, OpenVINO computes in it, and a cosine moves by some"
                        + " ten-thousandths. `compile_model(file, \"CPU\", {\"INFERENCE_PRECISION_HINT\": \"f32\"})`"
                        + " keeps what the thresholds were measured with.\n\n");
        text.append("TensorRT:\n\n```sh\ntrtexec --onnx=" + file + " --saveEngine=" + stem(file) + ".plan");
        if (options.batch() == 0) {
            text.append(String.format(
                    Locale.ROOT,
                    " \\%n  --minShapes=input:1x%s --optShapes=input:8x%s --maxShapes=input:32x%s",
                    image,
                    image,
                    image));
        }
        text.append(options.precision() == Precision.FP32 ? " --fp16\n```\n\n" : "\n```\n\n");
        text.append(note(options.precision()));
        return text.toString();
    }

    private static String note(Precision precision) {
        return switch (precision) {
            case FP32 -> "Half precision changes scores a little: compare true accept rates before a threshold of this"
                    + " card is used with it.\n";
            case FP16 -> "Engines of TensorRT for strongly typed networks (`--stronglyTyped`) keep these types.\n";
            case INT8 -> "TensorRT takes QDQ graphs whose zero points are 0 only: give it the fp32 file and its own"
                    + " calibration instead. OpenVINO and ONNX Runtime take this one.\n";
        };
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
