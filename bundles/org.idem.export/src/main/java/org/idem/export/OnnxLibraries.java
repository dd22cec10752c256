package org.idem.export;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.UserCache;

/**
 * ONNX Runtime's native libraries, unpacked once for each user and version. Left alone it unpacks them into a new temporary
 * folder in every process, where the folder stays, and all of it when the process is killed.
 */
final class OnnxLibraries {
    private static final System.Logger LOG = System.getLogger(OnnxLibraries.class.getName());
    /** Where ONNX Runtime looks for its libraries. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x64", "x86_64", "x64", "aarch64", "aarch64", "arm64", "aarch64");
    /** Nobody unpacks for so long. */
    private static final Duration OLD = Duration.ofHours(1);

    private OnnxLibraries() {}

    /** ONNX Runtime, loaded from the unpacked libraries where they can be unpacked. */
    static synchronized OrtEnvironment environment() {
        if (System.getProperty(PROPERTY) == null) {
            try {
                unpack();
            } catch (IOException | UncheckedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "ONNX Runtime unpacks its libraries itself", e);
            }
            clearTemporaryFolders();
        }
        return OrtEnvironment.getEnvironment();
    }

    private static void unpack() throws IOException {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        if (architecture == null || !System.getProperty("os.name").startsWith("Linux")) {
            return;
        }
        StringBuilder version = new StringBuilder("onnxruntime-" + architecture);
        for (String name : NAMES) {
            version.append('-').append(size(resource(architecture, name)));
        }
        Path folder = UserCache.folder().resolve(version.toString());
        for (String name : NAMES) {
            unpack(resource(architecture, name), folder.resolve(System.mapLibraryName(name)));
        }
        System.setProperty(PROPERTY, folder.toString());
    }

    private static URL resource(String architecture, String name) throws IOException {
        String path = "/ai/onnxruntime/native/linux-" + architecture + "/" + System.mapLibraryName(name);
        URL found = OrtEnvironment.class.getResource(path);
        if (found == null) {
            throw new IOException("There is no " + path);
        }
        return found;
    }

    private static long size(URL resource) throws IOException {
        return resource.openConnection().getContentLengthLong();
    }

    private static void unpack(URL resource, Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == size(resource)) {
            return;
        }
        AbandonedParts.clear(file);
        AtomicFiles.write(file, out -> {
            try (InputStream in = resource.openStream()) {
                in.transferTo(out);
            }
        });
    }

    /** It still makes its temporary folder. Empty ones that a killed process left long ago are of use to nobody. */
    private static void clearTemporaryFolders() {
        Instant before = Instant.now().minus(OLD);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "onnxruntime-java*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "left behind in " + temporary, e);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.log(System.Logger.Level.DEBUG, "not ours to empty: {0}", folder);
        }
    }
}
