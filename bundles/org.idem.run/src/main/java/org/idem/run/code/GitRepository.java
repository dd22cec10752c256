package org.idem.run.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.idem.core.Sha256;

/**
 * Asks {@code git} about the repository that a folder is in. Nothing of the repository is changed, and nobody is asked
 * anything; without git, without a repository, or when git takes too long there is nothing to say.
 */
public final class GitRepository {
    private static final System.Logger LOG = System.getLogger(GitRepository.class.getName());
    private static final int LONGEST_LINE = 1 << 12;
    private static final int LONGEST_PATCH = 4 << 20;
    private static final int LONGEST_LIST = 4 << 20;
    private static final int MOST_UNTRACKED = 1000;
    private static final long LARGEST_HASHED = 4L << 20;

    private final Path folder;
    private final GitCommand git;

    private GitRepository(Path folder, GitCommand git) {
        this.folder = folder;
        this.git = git;
    }

    /**
     * What code is in the folder now.
     *
     * @param leftOut a folder whose files do not count, such as that of the runs
     * @param limit how long all of it may take
     * @return empty where the folder is in no repository, or git cannot be asked
     */
    public static Optional<CodeState> read(Path folder, Path leftOut, Duration limit) {
        try {
            Path absolute = folder.toAbsolutePath().normalize();
            GitCommand git = new GitCommand(absolute, System.nanoTime() + limit.toNanos());
            Optional<GitCommand.Output> top = git.run(LONGEST_LINE, "rev-parse", "--show-toplevel");
            if (top.isEmpty()) {
                return Optional.empty();
            }
            Path root = Path.of(top.get().text().strip());
            return Optional.of(new GitRepository(root, new GitCommand(root, git.end())).state(leftOut));
        } catch (IOException | InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, "git cannot be asked", e);
            return Optional.empty();
        }
    }

    private CodeState state(Path leftOut) throws IOException {
        String commit = line("rev-parse", "--verify", "--quiet", "HEAD");
        String branch = line("symbolic-ref", "--short", "--quiet", "HEAD");
        Optional<GitCommand.Output> patch = commit.isEmpty()
                ? Optional.empty()
                : git.run(LONGEST_PATCH, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "HEAD");
        Optional<GitCommand.Output> names = git.run(LONGEST_LIST, "ls-files", "--others", "--exclude-standard", "-z");
        boolean changed = patch.isPresent() && patch.get().bytes() > 0;
        List<UntrackedFile> untracked =
                names.isPresent() ? untracked(names.get().text(), leftOut) : List.of();
        boolean all = (commit.isEmpty() || patch.isPresent()) && names.isPresent() && untracked.size() < MOST_UNTRACKED;
        return new CodeState(
                commit,
                branch,
                changed ? patch.get().text() : "",
                changed ? patch.get().sha256() : "",
                untracked,
                all);
    }

    private String line(String... words) throws IOException {
        return git.run(LONGEST_LINE, words).map(output -> output.text().strip()).orElse("");
    }

    private List<UntrackedFile> untracked(String names, Path leftOut) {
        Path without = leftOut.toAbsolutePath().normalize();
        List<UntrackedFile> files = new ArrayList<>();
        for (String name : Arrays.stream(names.split("\0")).sorted().toList()) {
            Path file = name.isEmpty() ? without : folder.resolve(name);
            if (!file.startsWith(without) && files.size() < MOST_UNTRACKED && git.hasTime()) {
                look(name, file).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<UntrackedFile> look(String name, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            long bytes = Files.size(file);
            return Optional.of(new UntrackedFile(name, bytes, bytes > LARGEST_HASHED ? "" : sha256(file)));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a file that went away or may not be read", e);
            return Optional.empty();
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            digest.update(in.readNBytes((int) LARGEST_HASHED));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
