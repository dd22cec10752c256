package org.idem.run.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.idem.core.Sha256;

/**
 * Runs {@code git} in a folder until a moment, and ends it then. Programs that a repository's configuration names for
 * looking at changes are not run.
 */
final class GitCommand {
    private static final int PIECE = 1 << 14;

    private final Path folder;
    private final long end;

    /**
     * What a command printed.
     *
     * @param text as much of it as was asked for
     * @param bytes how long all of it was
     * @param sha256 of all of it, in hexadecimal
     */
    record Output(String text, long bytes, String sha256) {}

    /** {@code end} as System.nanoTime tells it. */
    GitCommand(Path folder, long end) {
        this.folder = folder;
        this.end = end;
    }

    long end() {
        return end;
    }

    boolean hasTime() {
        return System.nanoTime() < end;
    }

    /** Empty when it fails or takes too long. */
    Optional<Output> run(int longest, String... words) throws IOException {
        if (!hasTime()) {
            return Optional.empty();
        }
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        Thread watch = watch(process);
        try {
            Output output = read(process.getInputStream(), longest);
            boolean done = process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return done && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    /** Reading from a process that says nothing would have no end. */
    private Thread watch(Process process) {
        Thread watch = new Thread(
                () -> {
                    try {
                        if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                            process.destroyForcibly();
                        }
                    } catch (InterruptedException e) {
                        // It has ended.
                        Thread.currentThread().interrupt();
                    }
                },
                "time limit of git");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private static Output read(InputStream in, int longest) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        long all = 0;
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            digest.update(piece, 0, count);
            kept.write(piece, 0, Math.min(count, longest - kept.size()));
            all += count;
        }
        return new Output(
                GitRepository.text(kept.toByteArray()), all, HexFormat.of().formatHex(digest.digest()));
    }
}
