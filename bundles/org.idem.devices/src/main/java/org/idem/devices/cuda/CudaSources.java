package org.idem.devices.cuda;

import java.net.URI;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** Where the CUDA build may come from. */
public final class CudaSources {
    private CudaSources() {}

    /**
     * Maven Central, or what the settings of Maven put in its place.
     *
     * @throws InputException if the settings cannot be read
     */
    public static ArtifactSource central() {
        MavenSettings settings = MavenSettings.ofThisUser();
        return new RepositorySource(settings.central(), settings, Patience.ORDINARY);
    }

    /**
     * A folder, or a repository on the net.
     *
     * @param word path of a folder that holds the jars, as a Maven repository or side by side; or an address that begins with
     *     {@code http:} or {@code https:}
     * @throws InputException if it is neither
     */
    public static ArtifactSource named(String word) {
        return FolderSource.named(word)
                .<ArtifactSource>map(FolderSource::new)
                .orElseGet(() -> new RepositorySource(address(word), MavenSettings.ofThisUser(), Patience.ORDINARY));
    }

    private static URI address(String word) {
        try {
            URI address = URI.create(word);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            System.getLogger(CudaSources.class.getName()).log(System.Logger.Level.DEBUG, word, e);
        }
        throw new InputException(
                Problem.error(null, "--from", word + " is no address of a repository", "give a folder, or https://…"));
    }
}
