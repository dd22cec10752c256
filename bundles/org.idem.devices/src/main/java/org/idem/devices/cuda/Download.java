package org.idem.devices.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;

/**
 * A file that is fetched in as many tries as it takes. What has come stands in a file {@code .part}, and the next try, in this
 * process or a later one, asks for the rest; only a whole file with the right checksum gets its name.
 */
final class Download {
    private static final int UNSATISFIABLE = 416;
    private static final int POLL_MILLIS = 100;

    private final CudaArtifact artifact;
    private final URI address;
    private final HttpClient client;
    private final Patience patience;

    Download(CudaArtifact artifact, URI address, HttpClient client, Patience patience) {
        this.artifact = artifact;
        this.address = address;
        this.client = client;
        this.patience = patience;
    }

    /** Fetches it into a folder; does nothing if it is there already. */
    Path to(Path folder, Progress progress) throws IOException {
        Path target = folder.resolve(artifact.file());
        if (Files.exists(target) && Files.size(target) == artifact.bytes()) {
            return target;
        }
        Path part = folder.resolve(artifact.file() + ".part");
        fetch(part, progress);
        if (!sum(part, progress).matches()) {
            Files.delete(part);
            throw Checksum.refusal(artifact, address.toString(), "other bytes than were released");
        }
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void fetch(Path part, Progress progress) throws IOException {
        long begun = size(part);
        int failures = 0;
        while (size(part) < artifact.bytes()) {
            long before = size(part);
            try {
                request(part, begun, progress);
            } catch (IOException e) {
                progress.checkCancelled();
                failures = size(part) > before ? 1 : failures + 1;
                if (failures >= patience.tries()) {
                    throw new IOException("Cannot fetch " + address + ": " + e.getMessage(), e);
                }
                await(patience.pause().multipliedBy(1L << (failures - 1)), progress);
            }
        }
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static void await(Duration time, Progress progress) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            progress.checkCancelled();
            LockSupport.parkNanos(Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    /** Asks for what is missing, and appends what comes. */
    private void request(Path part, long begun, Progress progress) throws IOException {
        long have = size(part);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "Idem");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response =
                answer(client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream()), progress);
        try (InputStream in = response.body();
                TransferWatch watch = new TransferWatch(progress, patience.silence(), in)) {
            if (response.statusCode() == UNSATISFIABLE) {
                Files.deleteIfExists(part); // the file there is shorter than what has come: not the one that was begun
                throw new IOException("the server has no more than " + Units.bytes(have));
            }
            long start = start(response, have);
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                out.truncate(start).position(start);
                copy(in, out, watch, new Arrival(artifact, begun, start), progress);
                out.force(true);
            }
        }
    }

    private HttpResponse<InputStream> answer(CompletableFuture<HttpResponse<InputStream>> sent, Progress progress)
            throws IOException {
        long end = System.nanoTime() + patience.silence().toNanos();
        try {
            while (System.nanoTime() < end) {
                progress.checkCancelled();
                try {
                    return sent.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    continue;
                }
            }
            throw new IOException("no answer for " + Units.duration(patience.silence()));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e.toString() : String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            sent.cancel(true);
        }
    }

    /** From which byte on the server answers. */
    private long start(HttpResponse<InputStream> response, long have) throws IOException {
        int code = response.statusCode();
        if (code / 100 == 5) {
            throw new IOException("the server answers " + code);
        }
        if (code != HttpURLConnection.HTTP_OK && code != HttpURLConnection.HTTP_PARTIAL) {
            throw unavailable(code);
        }
        long start = code == HttpURLConnection.HTTP_PARTIAL ? have : 0;
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (start > 0 && !range.startsWith("bytes " + start + "-")) {
            throw new IOException("the server answers with another range than it was asked for: " + range);
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (length >= 0 && start + length != artifact.bytes()) {
            throw Checksum.refusal(artifact, address.toString(), Units.count(start + length) + " bytes");
        }
        return start;
    }

    private InputException unavailable(int code) {
        boolean secret = code == HttpURLConnection.HTTP_UNAUTHORIZED
                || code == HttpURLConnection.HTTP_FORBIDDEN
                || code == HttpURLConnection.HTTP_PROXY_AUTH;
        return new InputException(Problem.error(
                null,
                artifact.file(),
                address + " answers " + code,
                secret
                        ? "it asks for a password: fetch the file with Maven, and give its repository's folder with"
                                + " --from"
                        : "try another source with --from"));
    }

    private void copy(InputStream in, FileChannel file, TransferWatch watch, Arrival arrival, Progress progress)
            throws IOException {
        OutputStream out = Channels.newOutputStream(file);
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            progress.checkCancelled();
            watch.tick();
            out.write(buffer, 0, read);
            arrival.add(read);
            if (arrival.have() > artifact.bytes()) {
                throw Checksum.refusal(artifact, address.toString(), "more bytes than were released");
            }
            progress.report(arrival.fraction(), arrival::message);
        }
        if (arrival.have() < artifact.bytes()) {
            throw new IOException("the connection ended " + Units.bytes(artifact.bytes() - arrival.have()) + " early");
        }
    }

    private Checksum sum(Path part, Progress progress) throws IOException {
        Checksum checksum = new Checksum(artifact);
        checksum.take(part, progress, () -> progress.report(1, () -> "checking " + artifact.name()));
        return checksum;
    }
}
