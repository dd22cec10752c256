package org.idem.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.core.AtomicFiles;

/** What writers write into a folder, as bytes by path. */
final class SampleFiles {
    /** Writes into a folder. */
    @FunctionalInterface
    interface Writing {
        /** Writes everything and closes it. */
        void into(Path folder) throws IOException;
    }

    private SampleFiles() {}

    static Map<String, byte[]> writtenInto(Writing writing) {
        try {
            Path folder = Files.createTempDirectory("idem-sample");
            try {
                writing.into(folder);
                return read(folder);
            } finally {
                AtomicFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write samples", e);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
