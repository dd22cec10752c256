package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.model.Graph;
import org.idem.verify.EmbeddingFunction;
import org.idem.verify.onnx.Sha256;

/**
 * Writes a network to a file that appears only once it computes the same: aside first under a name of its own, loaded in ONNX
 * Runtime from there, compared with the trained network, then renamed. {@code FILE.proof.json} and the card {@code
 * FILE.md} stand beside it and are of this very file, whoever else exports to the same name.
 */
final class OnnxExport {
    private static final String REPORT = ".proof.json";
    private static final String CARD = ".md";

    private final Path file;
    private final boolean overwrite;
    private final int opset;

    /**
     * An export.
     *
     * @param file what to make
     * @param overwrite whether an existing file may be replaced
     * @param opset operator set
     */
    OnnxExport(Path file, boolean overwrite, int opset) {
        this.file = file.toAbsolutePath();
        this.overwrite = overwrite;
        this.opset = opset;
    }

    /**
     * What is exported.
     *
     * @param graph the network
     * @param weights its tensors by name
     * @param trained the network itself, as it was trained
     * @param origin where it comes from
     */
    record Source(Graph graph, Map<String, float[]> weights, EmbeddingFunction trained, Origin origin) {}

    /** Throws unless the file may be written: before any work is done for it. */
    void requireFree() {
        if (Files.exists(file) && !overwrite) {
            throw new InputException(Problem.error(
                    file, "--out", "The file is there already", "give another name, or --force to replace it"));
        }
        if (Files.isDirectory(file)) {
            throw new InputException(Problem.error(file, "--out", "This is a folder", "give the name of a file"));
        }
    }

    /**
     * Exports.
     *
     * @param crops images to prove it on
     * @throws ParityException if the file does not compute what was trained; nothing is left of it
     */
    ParityReport run(Source source, float[][] crops, Progress progress) {
        requireFree();
        List.of(file, beside(REPORT), beside(CARD)).forEach(AbandonedParts::clear);
        Path aside = AtomicFiles.aside(file);
        aside.toFile().deleteOnExit();
        try {
            progress.report(0, () -> "Writing " + file.getFileName());
            Files.createDirectories(file.getParent());
            byte[] model = OnnxModelBuilder.build(
                            source.graph(),
                            source.weights(),
                            opset,
                            source.origin().metadata())
                    .toByteArray();
            Files.write(aside, model, StandardOpenOption.CREATE_NEW);
            ParityReport parity = compare(aside, source, crops, progress);
            if (!parity.holds()) {
                throw new ParityException(parity);
            }
            publish(aside, Sha256.of(model), source, parity);
            return parity;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } finally {
            delete(aside);
        }
    }

    private static ParityReport compare(Path aside, Source source, float[][] crops, Progress progress) {
        try (OnnxEmbedder exported = OnnxEmbedder.load(aside)) {
            return ParityReport.compare(crops, source.trained(), exported, progress.sub(0.1, 1));
        }
    }

    /** Nobody else puts files of this name in place meanwhile; the hash is of the bytes that were compared. */
    private void publish(Path aside, String hash, Source source, ParityReport parity) throws IOException {
        PublishingLock lock = PublishingLock.of(file);
        try {
            requireFree();
            // Killed from here on, an export leaves a model without a report rather than with that of another.
            Files.deleteIfExists(beside(REPORT));
            Files.deleteIfExists(beside(CARD));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            document(hash, source, parity);
        } finally {
            lock.close();
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private void document(String hash, Source source, ParityReport parity) {
        String name = file.getFileName().toString();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode().put("file", file.toString());
        parity.figures().forEach((figure, value) -> node.putPOJO(figure, value));
        node.put("run", source.origin().run());
        node.put("step", source.origin().step());
        node.put("checkpoint_sha256", source.origin().checkpointHash());
        node.put("model_sha256", hash);
        try {
            AtomicFiles.write(
                    beside(REPORT), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(beside(CARD), ModelCard.write(name, source.graph(), source.origin(), parity));
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            System.getLogger(OnnxExport.class.getName()).log(System.Logger.Level.WARNING, "left behind " + aside, e);
        }
    }
}
