package org.idem.devices.cuda;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.Progress;

/** A Maven repository on the net. */
final class RepositorySource implements ArtifactSource {
    private final URI base;
    private final HttpClient client;
    private final Patience patience;

    /**
     * A repository.
     *
     * @param base its address
     * @param settings say through which proxy it is reached
     * @param patience says how long it is waited for
     */
    RepositorySource(URI base, MavenSettings settings, Patience patience) {
        this.base = base;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience.silence())
                .proxy(ProxySelector.of(settings.proxy(base)))
                .build();
    }

    @Override
    public String description() {
        return base.toString();
    }

    @Override
    public Path obtain(CudaArtifact artifact, Path downloads, Progress progress) throws IOException {
        Files.createDirectories(downloads);
        URI address = URI.create(base + (base.toString().endsWith("/") ? "" : "/") + artifact.path());
        return new Download(artifact, address, client, patience).to(downloads, progress);
    }
}
