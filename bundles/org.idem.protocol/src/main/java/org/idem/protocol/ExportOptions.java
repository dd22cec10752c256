package org.idem.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an exported file is like.
 *
 * @param format of the file
 * @param precision of weights and arithmetic
 * @param calibration images that ranges of activations are measured on; null for those of the training
 * @param batch images that it takes at a time, 0 for any number
 * @param opset operator set of ONNX, 0 for that of the run's config
 * @param preprocessing whether mean, scale and layout are part of the graph, which takes uint8 [N, size, size, 3] then
 * @param crops set whose images prove it; null for those of the run
 * @param sets sets of pairs that a change of precision is measured on; empty for those of the run
 */
public record ExportOptions(
        Format format,
        Precision precision,
        Path calibration,
        int batch,
        int opset,
        boolean preprocessing,
        Path crops,
        List<Path> sets) {
    /** FP32 ONNX of any batch size, proved on images of the run. */
    public static final ExportOptions USUAL =
            new ExportOptions(Format.ONNX, Precision.FP32, null, 0, 0, false, null, List.of());

    /** Form of a file. */
    public enum Format {
        /** A graph with its weights. */
        ONNX,
        /** Weights under the names of arcface_torch. */
        SAFETENSORS,
        /** The same as {@code torch.save} writes them. */
        PT
    }

    /** Of weights and arithmetic. */
    public enum Precision {
        /** As in evaluation. */
        FP32,
        /** Half precision; inputs and outputs stay float32. */
        FP16,
        /** Weights and activations of convolutions and matrix products in eight bits; all else float32. */
        INT8
    }

    public ExportOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(precision, "precision");
        calibration = calibration == null ? null : calibration.toAbsolutePath();
        crops = crops == null ? null : crops.toAbsolutePath();
        sets = sets == null
                ? List.of()
                : sets.stream().map(Path::toAbsolutePath).toList();
    }
}
