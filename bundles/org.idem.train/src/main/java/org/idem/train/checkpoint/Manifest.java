package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** The list of a checkpoint's files with size and CRC-32C, {@code manifest.json}. */
final class Manifest {
    static final String NAME = "manifest.json";
    /** JSON files of a checkpoint; thousands of ranks write some megabytes. */
    static final int LONGEST = 64 << 20;

    private Manifest() {}

    /** Lists everything that is in the folder now. */
    static void write(Path folder) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                ObjectNode node = root.putObject(file.getFileName().toString());
                node.put("bytes", Files.size(file));
                node.put("crc32c", crc(file));
            }
            byte[] json = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
            AtomicFiles.write(folder.resolve(NAME), out -> out.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.resolve(NAME), e);
        }
    }

    /**
     * Checks files against the list.
     *
     * @throws InputException for the first that is missing, cut off or changed
     */
    static void check(Path folder, List<String> names) {
        JsonNode root = read(folder);
        for (String name : names) {
            JsonNode node = root.path(name);
            Path file = folder.resolve(name);
            try {
                if (node.isMissingNode() || !Files.isRegularFile(file)) {
                    throw damaged(file, "the file is missing");
                }
                long bytes = node.path("bytes").asLong();
                if (Files.size(file) != bytes) {
                    throw damaged(file, "it has " + Files.size(file) + " bytes instead of " + bytes);
                }
                if (crc(file) != node.path("crc32c").asLong()) {
                    throw damaged(file, "its content has changed since it was written (CRC-32C)");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
    }

    private static JsonNode read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return new ObjectMapper().readTree(BoundedFiles.readAllBytes(file, LONGEST));
        } catch (IOException e) {
            throw damaged(
                    file,
                    "the list of its files cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    static InputException damaged(Path file, String why) {
        return new InputException(Problem.error(
                file,
                "",
                "This checkpoint cannot be used: " + why,
                "delete the checkpoint's folder to go on from the one before"));
    }

    private static long crc(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }
}
