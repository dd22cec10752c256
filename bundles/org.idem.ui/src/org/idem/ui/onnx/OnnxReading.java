package org.idem.ui.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.verify.onnx.ModelCardFile;
import org.idem.verify.onnx.ModelClaims;
import org.idem.verify.onnx.OnnxFile;

/**
 * An ONNX file as the editor shows it. Immutable.
 *
 * @param file its graph in numbers
 * @param claims what it says of itself
 * @param card the text of its card; empty where there is none
 * @param evaluations what it was verified on in the workbench's folder
 */
record OnnxReading(OnnxFile file, ModelClaims claims, Optional<String> card, List<Evaluation> evaluations) {
    /** What files say of themselves is cut here: anybody may have written them. */
    private static final int LONGEST = 400;

    /** Reads a file: on a loading thread. */
    static OnnxReading of(Path path, Path evaluations) {
        OnnxFile file = OnnxFile.read(path);
        return new OnnxReading(file, file.claims(), ModelCardFile.read(path), EvaluationStore.readFolder(evaluations));
    }

    /** One line of what a file says. */
    static String line(Object said) {
        String text = String.valueOf(said);
        String line = text.lines().findFirst().orElse("");
        boolean cut = line.length() < text.length() || line.length() > LONGEST;
        return line.substring(0, Math.min(LONGEST, line.length())) + (cut ? " …" : "");
    }
}
