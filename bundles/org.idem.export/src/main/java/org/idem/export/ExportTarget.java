package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Sha256;

/**
 * A file that appears whole and proved, or not at all. {@code FILE.proof.json} and a card stand beside it and are of this very
 * file, whoever else exports to the same name. The card is {@code model-card.md}; in a folder that has that of another model,
 * or one that somebody wrote, it is {@code FILE.md}.
 */
final class ExportTarget {
    private static final String REPORT = ".proof.json";
    private static final String CARD = "model-card.md";
    private static final String OWN_CARD = ".md";
    private static final int LONGEST_CARD = 1 << 22;

    private final Path file;
    private final boolean overwrite;
    private Path card;

    /**
     * A target.
     *
     * @param file what to make
     * @param overwrite whether an existing file may be replaced
     */
    ExportTarget(Path file, boolean overwrite) {
        this.file = file.toAbsolutePath();
        this.overwrite = overwrite;
    }

    /** Writes the model aside and proves it; nothing of it is left if that throws. */
    @FunctionalInterface
    interface Work<T> {
        Written<T> write(Path aside) throws IOException;
    }

    /** What was proved, and the card, in Markdown, whose first line names the file. */
    record Written<T>(T proof, String card) {}

    /** Name of the file. */
    String name() {
        return file.getFileName().toString();
    }

    /** The card that was written; null before. */
    Path card() {
        return card;
    }

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

    /** Makes the file, and its proof and card beside it. */
    ProofRecord write(Work<ProofRecord> work) {
        requireFree();
        List.of(file, beside(REPORT), beside(OWN_CARD), file.resolveSibling(CARD))
                .forEach(AbandonedParts::clear);
        Path aside = AtomicFiles.aside(file);
        aside.toFile().deleteOnExit();
        try {
            Files.createDirectories(file.getParent());
            Written<ProofRecord> written = work.write(aside);
            publish(aside, written);
            return written.proof();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } finally {
            delete(aside);
        }
    }

    /** Nobody else puts files of this name in place meanwhile; the hash is of the bytes that were compared. */
    private void publish(Path aside, Written<ProofRecord> written) throws IOException {
        String hash = Sha256.of(aside);
        PublishingLock own = PublishingLock.of(file);
        PublishingLock shared = PublishingLock.of(file.resolveSibling(CARD));
        try {
            requireFree();
            // Killed from here on, an export leaves a model without a report rather than with that of another.
            Files.deleteIfExists(beside(REPORT));
            card = cardFile();
            Files.deleteIfExists(card);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            document(hash, written);
        } finally {
            shared.close();
            own.close();
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private Path cardFile() throws IOException {
        Path common = file.resolveSibling(CARD);
        Path own = beside(OWN_CARD);
        return Files.exists(own) || Files.exists(common) && !isCardOf(common) ? own : common;
    }

    private boolean isCardOf(Path common) throws IOException {
        String text = new String(BoundedFiles.readAllBytes(common, LONGEST_CARD), StandardCharsets.UTF_8);
        return text.startsWith(title(name()) + "\n");
    }

    /** First line of a card. */
    static String title(String name) {
        return "# " + name;
    }

    private void document(String hash, Written<ProofRecord> written) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode().put("file", file.toString());
        node.setAll(written.proof().json());
        node.put("model_sha256", hash);
        try {
            AtomicFiles.write(
                    beside(REPORT), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(card, written.card());
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            System.getLogger(ExportTarget.class.getName()).log(System.Logger.Level.WARNING, "left behind " + aside, e);
        }
    }
}
