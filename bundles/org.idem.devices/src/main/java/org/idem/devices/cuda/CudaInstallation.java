package org.idem.devices.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CUDA build on this machine: a folder that appears whole or not at all, with a list of its files and their sizes. Its
 * place is the user's folder of data, so that building or replacing the product does not lose three gigabytes.
 */
public final class CudaInstallation {
    /** Environment variable that names the folder of installations. */
    private static final String VARIABLE = "IDEM_CUDA";

    /** The list of files in an installation: a line of size, blank and path for each. */
    static final String LIST = "files.txt";

    private final Path folders;
    private final List<CudaArtifact> artifacts;
    private final Map<String, String> environment;

    CudaInstallation(Path folders, List<CudaArtifact> artifacts, Map<String, String> environment) {
        this.folders = folders;
        this.artifacts = List.copyOf(artifacts);
        this.environment = Map.copyOf(environment);
    }

    /**
     * The installation of this user, there or not: in the folder that {@code IDEM_CUDA} names, else in {@code idem/cuda} of the
     * user's data ({@code XDG_DATA_HOME}, else {@code ~/.local/share}).
     */
    public static CudaInstallation locate() {
        Map<String, String> environment = System.getenv();
        String named = environment.getOrDefault(VARIABLE, "");
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path folders = !named.isBlank()
                ? Path.of(named)
                : (data.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data))
                        .resolve("idem")
                        .resolve("cuda");
        return in(folders.toAbsolutePath(), environment);
    }

    /** The installation in a folder of installations, as a process with some environment finds it. */
    public static CudaInstallation in(Path folders, Map<String, String> environment) {
        return new CudaInstallation(folders, CudaArtifacts.ALL, environment);
    }

    /** Where it is, or would be. */
    public Path folder() {
        return folders.resolve(CudaArtifacts.NAME);
    }

    Path folders() {
        return folders;
    }

    List<CudaArtifact> artifacts() {
        return artifacts;
    }

    /** Bytes that have to be fetched for it. */
    public long downloadBytes() {
        return artifacts.stream().mapToLong(CudaArtifact::bytes).sum();
    }

    /** Bytes that it takes on the disk. */
    public long installedBytes() {
        return artifacts.stream().mapToLong(CudaArtifact::unpacked).sum();
    }

    /**
     * Whether an engine process can use it: it is there and no file of it is missing or of another size; or the user has set
     * {@code PYTORCH_LIBRARY_PATH} to a CUDA build of his own, with {@code PYTORCH_FLAVOR} naming it.
     */
    public boolean isInstalled() {
        return isOwn() || isComplete();
    }

    /** Whether the user's own environment names a CUDA build, which goes before this one. */
    private boolean isOwn() {
        return !environment.getOrDefault("PYTORCH_LIBRARY_PATH", "").isBlank()
                && environment.getOrDefault("PYTORCH_FLAVOR", "").startsWith("cu");
    }

    /** Whether it is there, and no file of it is missing or of another size. */
    public boolean isComplete() {
        try {
            List<String> files = Files.readAllLines(folder().resolve(LIST), StandardCharsets.UTF_8);
            for (String line : files) {
                int blank = Math.max(0, line.indexOf(' '));
                Path file = folder().resolve(line.substring(blank).strip());
                if (Files.size(file) != Long.parseLong(line, 0, blank, 10)) {
                    return false;
                }
            }
            return !files.isEmpty();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    /**
     * Variables that make an engine process use it; none if it is not installed, or the user's own environment already names a
     * libtorch.
     */
    public Map<String, String> environment() {
        if (!environment.getOrDefault("PYTORCH_LIBRARY_PATH", "").isBlank() || !isComplete()) {
            return Map.of();
        }
        String libtorch = folder().resolve(CudaArtifacts.LIBTORCH_FOLDER).toString();
        String before = environment.getOrDefault("LD_LIBRARY_PATH", "");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PYTORCH_LIBRARY_PATH", libtorch);
        variables.put("PYTORCH_VERSION", CudaArtifacts.LIBTORCH);
        variables.put("PYTORCH_FLAVOR", CudaArtifacts.FLAVOR);
        variables.put(
                "LD_LIBRARY_PATH",
                libtorch + ":" + folder().resolve(CudaArtifacts.CUDA_FOLDER) + (before.isEmpty() ? "" : ":" + before));
        return variables;
    }
}
