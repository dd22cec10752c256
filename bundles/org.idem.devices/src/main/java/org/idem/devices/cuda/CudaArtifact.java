package org.idem.devices.cuda;

import java.util.List;

/**
 * A jar of a Maven repository that holds native libraries. Its checksum is known beforehand: what a mirror serves is what was
 * tried, or it is refused.
 *
 * @param group group such as {@code org.bytedeco}
 * @param name artifact such as {@code pytorch}
 * @param version version
 * @param classifier classifier, which is never empty
 * @param bytes its size
 * @param unpacked bytes of the libraries that are taken out of it
 * @param sha256 its SHA-256 in hexadecimal
 * @param folder where its libraries go, within the installation
 * @param libraries names of the libraries that are taken out of it
 */
record CudaArtifact(
        String group,
        String name,
        String version,
        String classifier,
        long bytes,
        long unpacked,
        String sha256,
        String folder,
        List<String> libraries) {
    CudaArtifact {
        libraries = List.copyOf(libraries);
    }

    /** Name of the jar. */
    String file() {
        return name + "-" + version + "-" + classifier + ".jar";
    }

    /** Where it is in a repository, with slashes. */
    String path() {
        return group.replace('.', '/') + "/" + name + "/" + version + "/" + file();
    }
}
