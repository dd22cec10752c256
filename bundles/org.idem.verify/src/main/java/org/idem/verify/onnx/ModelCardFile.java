package org.idem.verify.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.idem.core.BoundedFiles;

/**
 * The card beside a model file, a text in Markdown: {@code FILE.md}, or {@code model-card.md} in the same folder if its
 * first line names the file. Exports write the one or the other.
 */
public final class ModelCardFile {
    private static final String COMMON = "model-card.md";
    private static final String ENDING = ".md";
    private static final int LONGEST = 1 << 22;

    private ModelCardFile() {}

    /** The text of the card of a model file; empty if there is none, or it is that of another file or cannot be read. */
    public static Optional<String> read(Path model) {
        String name = String.valueOf(model.getFileName());
        return text(model.resolveSibling(name + ENDING))
                .or(() -> text(model.resolveSibling(COMMON)).filter(card -> card.startsWith("# " + name + "\n")));
    }

    private static Optional<String> text(Path card) {
        try {
            return Optional.of(BoundedFiles.readText(card, LONGEST));
        } catch (IOException e) {
            System.getLogger(ModelCardFile.class.getName()).log(System.Logger.Level.DEBUG, "no card " + card, e);
            return Optional.empty();
        }
    }
}
