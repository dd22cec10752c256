package org.idem.devices.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaInstallerTest {
    private static final int SIZE = 200_000;
    private static final Patience PATIENCE = new Patience(5, Duration.ofMillis(1), Duration.ofMinutes(10));

    @TempDir
    private Path folder;

    private JarServer server;
    private final byte[] torch = library(1);
    private final byte[] runtime = library(2);
    private CudaArtifact first;
    private CudaArtifact second;
    private CudaInstallation installation;

    @BeforeEach
    void serve() throws IOException {
        server = new JarServer();
        first = serve("cuda", "cuda", "libcudart.so.12", runtime);
        second = serve("pytorch", "libtorch", "libtorch_cuda.so", torch);
        installation = installation(Map.of());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private CudaInstallation installation(Map<String, String> environment) {
        return new CudaInstallation(folder.resolve("cuda"), List.of(first, second), environment);
    }

    /** Bytes that no packing makes shorter. */
    private static byte[] library(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private CudaArtifact serve(String name, String target, String library, byte[] content) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (String entry : List.of("org/x/lib/" + library, "org/x/lib/libunused.so", "META-INF/MANIFEST.MF")) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(content);
            }
        }
        CudaArtifact artifact = new CudaArtifact(
                "org.x",
                name,
                "1.0",
                "linux",
                jar.size(),
                content.length,
                Sha256.of(jar.toByteArray()),
                target,
                List.of(library));
        server.files.put(artifact.path(), jar.toByteArray());
        return artifact;
    }

    private ArtifactSource source() {
        return new RepositorySource(server.address(), new MavenSettings(List.of(), List.of()), PATIENCE);
    }

    private Path install() {
        return new CudaInstaller(installation).install(source(), Progress.NONE);
    }

    private void assertInstalled() throws IOException {
        assertTrue(installation.isInstalled());
        Path at = installation.folder();
        assertArrayEquals(torch, Files.readAllBytes(at.resolve("libtorch/libtorch_cuda.so")));
        assertArrayEquals(runtime, Files.readAllBytes(at.resolve("cuda/libcudart.so.12")));
        assertFalse(Files.exists(at.resolve("cuda/libunused.so")));
        try (Stream<Path> left = Files.list(installation.folders())) {
            assertEquals(
                    List.of(".lock", at.getFileName().toString()),
                    left.map(file -> file.getFileName().toString()).sorted().toList(),
                    "something was left beside it");
        }
    }

    private void assertNothingInstalled() {
        assertFalse(installation.isInstalled());
        assertFalse(Files.exists(installation.folder()));
        assertEquals(Map.of(), installation.environment());
    }

    @Test
    void installsTheLibrariesThatAreNeeded() throws IOException {
        assertNothingInstalled();
        assertEquals(installation.folder(), install());
        assertInstalled();
        int asked = server.requests.size();
        install();
        assertEquals(asked, server.requests.size(), "what is installed is not fetched again");
    }

    @Test
    void anEngineFindsLibtorchAloneInItsFolder() {
        installation = installation(Map.of("LD_LIBRARY_PATH", "/own"));
        install();
        Map<String, String> environment = installation.environment();
        Path at = installation.folder();
        assertEquals(at.resolve("libtorch").toString(), environment.get("PYTORCH_LIBRARY_PATH"));
        assertEquals("2.7.1", environment.get("PYTORCH_VERSION"));
        assertEquals("cu128", environment.get("PYTORCH_FLAVOR"));
        assertEquals(at.resolve("libtorch") + ":" + at.resolve("cuda") + ":/own", environment.get("LD_LIBRARY_PATH"));
        assertEquals(
                Map.of(),
                installation(Map.of("PYTORCH_LIBRARY_PATH", "/mine")).environment(),
                "the user's own libtorch goes first");
    }

    @Test
    void aBrokenConnectionIsGoneOnWith() throws IOException {
        server.breakAfter = SIZE;
        server.failures = 1;
        install();
        assertInstalled();
        assertEquals(first.path() + " ", server.requests.get(0));
        assertEquals(first.path() + " ", server.requests.get(1), "after an error of the server");
        assertTrue(server.requests.get(2).matches(first.path() + " bytes=[1-9]\\d*-"), server.requests.get(2));
    }

    @Test
    void aServerWithoutRangesIsAskedForAllAgain() throws IOException {
        server.breakAfter = SIZE;
        server.ranges = false;
        assertThrows(UncheckedIOException.class, this::install);
        assertNothingInstalled();
        server.breakAfter = -1;
        install();
        assertInstalled();
    }

    /** As when the process is killed: the part is there, the next process asks for the rest. */
    @Test
    void aLaterProcessGoesOn() throws IOException {
        Progress cancelled = new Progress() {
            private volatile boolean enough;

            @Override
            public void report(double fraction, Supplier<String> message) {
                enough |= fraction > 0.3;
                assertTrue(message.get().contains("/s"), message::get);
            }

            @Override
            public boolean isCancelled() {
                return enough;
            }
        };
        assertThrows(CancellationException.class, () -> new CudaInstaller(installation).install(source(), cancelled));
        assertNothingInstalled();
        server.requests.clear();
        install();
        assertInstalled();
        assertEquals(
                1,
                server.requests.stream()
                        .filter(r -> r.matches(".* bytes=\\d+-"))
                        .count(),
                "the part was not used");
    }

    @Test
    void cancellingDoesNotWaitForAServerThatIsSilent() {
        server.hang();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {}

            @Override
            public boolean isCancelled() {
                return !server.requests.isEmpty();
            }
        };
        assertThrows(CancellationException.class, () -> new CudaInstaller(installation).install(source(), progress));
        assertNothingInstalled();
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        server.hang();
        Patience little = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(50));
        ArtifactSource source = new RepositorySource(server.address(), new MavenSettings(List.of(), List.of()), little);
        CudaInstaller installer = new CudaInstaller(installation);
        assertThrows(UncheckedIOException.class, () -> installer.install(source, Progress.NONE));
        assertEquals(2, server.requests.size());
        assertNothingInstalled();
        server.goOn();
        install();
        assertInstalled();
    }

    private static InputException refused(Runnable work) {
        return assertThrows(InputException.class, work::run);
    }

    @Test
    void otherBytesThanWereReleasedAreRefused() throws IOException {
        byte[] jar = server.files.get(second.path()).clone();
        jar[jar.length / 2] ^= 1;
        byte[] right = server.files.put(second.path(), jar);
        assertTrue(refused(this::install).getMessage().contains("SHA-256 " + second.sha256()));
        assertNothingInstalled();
        server.files.put(second.path(), new byte[10]);
        assertTrue(refused(this::install).getMessage().contains("10 bytes"));
        server.files.remove(second.path());
        assertTrue(refused(this::install).getMessage().contains("answers 404"));
        server.files.put(second.path(), right);
        server.failures = 1;
        server.failure = 401;
        assertTrue(refused(this::install).getMessage().contains("password"));
        assertNothingInstalled();
        server.requests.clear();
        install();
        assertInstalled();
        assertEquals(List.of(second.path() + " "), server.requests, "the first was good and is kept");
    }

    @Test
    void whatIsLongerThanThePartIsBegunAnew() throws IOException {
        Path downloads = Files.createDirectories(installation.folders().resolve("downloads"));
        Files.write(downloads.resolve(first.file() + ".part"), new byte[(int) first.bytes() - 1]);
        assertTrue(refused(this::install).getMessage().contains("SHA-256"), "bytes that were damaged meanwhile");
        install();
        assertInstalled();
    }

    @Test
    void aServerThatNeverServesIsGivenUp() {
        server.failures = 1000;
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, this::install);
        assertTrue(failure.getCause().getMessage().contains("answers 503"), failure.getCause()::getMessage);
        assertEquals(5, server.requests.size());
    }

    @Test
    void anInstallationThatLostAFileIsMadeAnew() throws IOException {
        install();
        Files.delete(installation.folder().resolve("cuda/libcudart.so.12"));
        assertFalse(installation.isInstalled());
        assertEquals(Map.of(), installation.environment());
        install();
        assertInstalled();
        Files.write(installation.folder().resolve("cuda/libcudart.so.12"), new byte[3]);
        assertFalse(installation.isInstalled());
    }

    @Test
    void foldersServeAsRepositoriesAndAsTheyAre() throws IOException {
        Path repository = folder.resolve("m2");
        Files.createDirectories(repository.resolve(first.path()).getParent());
        Files.write(repository.resolve(first.path()), server.files.get(first.path()));
        ArtifactSource source = CudaSources.named(repository.toString());
        String message = refused(() -> new CudaInstaller(installation).install(source, Progress.NONE))
                .getMessage();
        assertTrue(message.contains(second.file()) && message.contains(second.path()), message);
        Path flat = Files.write(repository.resolve(second.file()), new byte[5]);
        assertTrue(refused(() -> new CudaInstaller(installation).install(source, Progress.NONE))
                .getMessage()
                .contains("5 bytes"));
        assertNothingInstalled();
        Files.write(flat, server.files.get(second.path()));
        new CudaInstaller(installation).install(source, Progress.NONE);
        assertInstalled();
        assertTrue(Files.exists(flat) && server.requests.isEmpty());
    }

    @Test
    void twoProcessesDoNotInstallAtOnce() throws IOException {
        Files.createDirectories(installation.folders());
        try (FileChannel channel = FileChannel.open(
                installation.folders().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertTrue(channel.lock().isValid());
            assertTrue(refused(this::install).getMessage().contains("Another process"));
        }
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void aFullDiskIsToldBefore() {
        CudaArtifact huge = new CudaArtifact(
                "org.x", "huge", "1", "linux", Long.MAX_VALUE / 8, 1, second.sha256(), "cuda", List.of("a"));
        installation = new CudaInstallation(folder.resolve("cuda"), List.of(huge), Map.of());
        assertTrue(refused(this::install).getMessage().contains("IDEM_CUDA"));
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void aJarWithoutTheLibraryIsRefused() throws IOException {
        CudaArtifact other = new CudaArtifact(
                first.group(),
                first.name(),
                first.version(),
                first.classifier(),
                first.bytes(),
                first.unpacked(),
                first.sha256(),
                first.folder(),
                List.of("libcudart.so.12", "libcufft.so.11"));
        installation = new CudaInstallation(folder.resolve("cuda"), List.of(other, second), Map.of());
        assertTrue(refused(this::install).getMessage().contains("[libcufft.so.11]"));
        assertNothingInstalled();
    }
}
