package org.idem.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The checkpoints of a run: folders named by their step, padded so that names sort. Each is filled aside, forced to the
 * disk and renamed, so that a folder with a step's name is always whole. One process writes; any number read.
 */
public final class CheckpointStore {
    private static final Pattern STEP = Pattern.compile("\\d{10,18}");
    /** How often a checkpoint is looked for that another one of its step takes the place of, 2 s in all. */
    private static final int LOOKS = 1000;

    /** How often something is looked for that is not there, nor about to be. */
    private static final int LOOKS_AT_EMPTY = 5;

    private static final long NANOS_BETWEEN_LOOKS = 2_000_000;

    private static final System.Logger LOG = System.getLogger(CheckpointStore.class.getName());
    private static final String REPLACED = ".replaced";
    private static final String BEST = "best.json";

    private final Path folder;

    /** The checkpoints in a folder, which need not exist yet. */
    public CheckpointStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The checkpoint with the highest step. */
    public Optional<Path> latest() {
        List<CheckpointInfo> all = list();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).path());
    }

    /** Whether there is a checkpoint, without waiting for one that is just being replaced. */
    public boolean hasAny() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(
                    entry -> STEP.matcher(entry.getFileName().toString()).matches());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, folder.toString(), e);
            return false;
        }
    }

    /** The checkpoint marked best, if it is there. */
    public Optional<Path> best() {
        OptionalLong step = bestStep();
        return step.isPresent() ? present(path(step.getAsLong())) : Optional.empty();
    }

    /** The value that made the best checkpoint the best, NaN if none is marked. */
    public double bestValue() {
        return Json.number(mark(), "value");
    }

    /** What is marked best: null where nothing is, missing where the file is damaged, which is told and no more. */
    private JsonNode mark() {
        Path file = folder.resolve(BEST);
        if (!Files.exists(file)) {
            return NullNode.getInstance();
        }
        try {
            return Json.read(file);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "damaged, so that all checkpoints are kept: " + file);
            return MissingNode.getInstance();
        }
    }

    /** Marks the checkpoint of a step as the best so far. */
    public void markBest(long step, String metric, double value) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("step", step);
        node.put("metric", metric);
        Json.put(node, "value", value);
        Json.write(folder.resolve(BEST), node);
    }

    private OptionalLong bestStep() {
        JsonNode step = mark().path("step");
        return step.isNumber() ? OptionalLong.of(step.asLong()) : OptionalLong.empty();
    }

    /**
     * The checkpoint that a user names.
     *
     * @param name {@code latest}, {@code best} or a step
     * @throws InputException if there is no such checkpoint
     */
    public Path resolve(String name) {
        Optional<Path> found =
                switch (name) {
                    case "latest" -> latest();
                    case "best" -> best().or(this::latest);
                    default -> name.matches("\\d{1,18}") ? present(path(Long.parseLong(name))) : Optional.empty();
                };
        return found.orElseThrow(() -> {
            List<Long> steps = list().stream().map(CheckpointInfo::step).toList();
            return new InputException(Problem.error(
                    folder,
                    "checkpoint",
                    "There is no checkpoint '" + name + "'",
                    steps.isEmpty()
                            ? "the run has saved none yet"
                            : "name latest, best or one of the steps "
                                    + steps.toString().replaceAll("[\\[\\]]", "")));
        });
    }

    /**
     * The checkpoint that a user names, kept from being pruned until the lock is closed. One that is pruned before it
     * could be locked is looked for again.
     *
     * @param name as of {@link #resolve}
     * @throws InputException if there is no such checkpoint
     */
    public CheckpointReadLock open(String name) {
        while (true) {
            Optional<CheckpointReadLock> lock = CheckpointReadLock.of(resolve(name));
            if (lock.isPresent()) {
                return lock.get();
            }
        }
    }

    /** Every checkpoint, by ascending step. */
    public List<CheckpointInfo> list() {
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        // A folder that is read while a new checkpoint is saved and the old one pruned may show neither.
        for (int attempt = 1; ; attempt++) {
            Optional<List<CheckpointInfo>> all = listOnce();
            if (all.isPresent() && (!all.get().isEmpty() || attempt >= LOOKS_AT_EMPTY)) {
                return all.get();
            }
        }
    }

    /** A checkpoint if it is there; for a moment none is while another one of its step takes its place. */
    private Optional<Path> present(Path checkpoint) {
        int missed = 0;
        for (int look = 0; look < LOOKS && missed < LOOKS_AT_EMPTY; look++) {
            if (Files.isDirectory(checkpoint)) {
                return Optional.of(checkpoint);
            }
            // Between two looks it may have been put in place, and replaced again.
            missed += Files.isDirectory(replacedBy(checkpoint)) ? 0 : 1;
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
        return Optional.empty();
    }

    private Path replacedBy(Path checkpoint) {
        return folder.resolve("." + checkpoint.getFileName() + REPLACED);
    }

    /** Empty if one was pruned meanwhile. */
    private Optional<List<CheckpointInfo>> listOnce() {
        List<CheckpointInfo> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            Set<Path> checkpoints =
                    entries.map(this::checkpointOf).flatMap(Optional::stream).collect(Collectors.toSet());
            for (Path checkpoint : checkpoints) {
                if (present(checkpoint).isPresent()) {
                    all.add(new CheckpointInfo(
                            Long.parseLong(checkpoint.getFileName().toString()),
                            checkpoint,
                            Files.getLastModifiedTime(checkpoint).toInstant()));
                }
            }
        } catch (NoSuchFileException e) {
            return Files.isDirectory(folder) ? Optional.empty() : Optional.of(new ArrayList<>());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
        all.sort(Comparator.comparingLong(CheckpointInfo::step));
        return Optional.of(all);
    }

    /** The checkpoint that an entry of the folder is, or is just being replaced. */
    private Optional<Path> checkpointOf(Path entry) {
        String name = entry.getFileName().toString();
        boolean replaced = name.startsWith(".") && name.endsWith(REPLACED);
        String step = replaced ? name.substring(1, name.length() - REPLACED.length()) : name;
        return STEP.matcher(step).matches() ? Optional.of(folder.resolve(step)) : Optional.empty();
    }

    /** A new folder to fill with the checkpoint of a step. Clears what a killed writer left behind. */
    public Path stage(long step) {
        recover();
        return AtomicFiles.stageDirectory(path(step));
    }

    /**
     * Puts a filled folder in place. It replaces an earlier checkpoint of the same step, once nobody reads that any more.
     *
     * @throws UncheckedIOException if it cannot be put there, or the earlier one is read for minutes; that is there then
     */
    public void commit(Path staged, long step) {
        Path target = path(step);
        try {
            CheckpointReadLock.prepare(staged);
            force(staged);
            if (Files.exists(target)) {
                CheckpointReadLock.whenUnread(target, () -> replace(staged, target));
            } else {
                AtomicFiles.commitDirectory(staged, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + target + " in place", e);
        }
    }

    private void replace(Path staged, Path target) throws IOException {
        Path replaced = replacedBy(target);
        Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.commitDirectory(staged, target);
        AtomicFiles.deleteTree(replaced);
    }

    /** Gives a checkpoint the number of another step; it replaces an earlier one of that step. */
    public void rename(long from, long to) {
        if (from == to) {
            return;
        }
        boolean isBest = bestStep().orElse(-1) == from;
        try {
            CheckpointReadLock.whenUnread(path(from), () -> commit(path(from), to));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rename " + path(from), e);
        }
        if (isBest) {
            ObjectNode node = ((ObjectNode) Json.read(folder.resolve(BEST))).put("step", to);
            Json.write(folder.resolve(BEST), node);
        }
    }

    /**
     * Deletes old checkpoints; one that is being read stays until it is old at another time. Nothing is deleted while it
     * cannot be told which one is the best.
     *
     * @param keep how many of the newest stay; the newest always does, and so does the best
     * @param protectedOnes others that stay
     */
    public void prune(int keep, Predicate<CheckpointInfo> protectedOnes) {
        if (mark().isMissingNode()) {
            return;
        }
        List<CheckpointInfo> all = list();
        OptionalLong best = bestStep();
        int old = all.size() - Math.max(1, keep);
        for (int i = 0; i < old; i++) {
            CheckpointInfo one = all.get(i);
            boolean isBest = best.isPresent() && best.getAsLong() == one.step();
            if (!isBest && !protectedOnes.test(one)) {
                delete(one.path());
            }
        }
    }

    /** Renames first, so that a reader never takes a half deleted folder for a checkpoint. */
    private void delete(Path checkpoint) {
        Path aside = folder.resolve("." + checkpoint.getFileName() + ".pruned.part");
        try {
            AtomicFiles.deleteTree(aside);
            CheckpointReadLock.ifUnread(
                    checkpoint, () -> Files.move(checkpoint, aside, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + checkpoint, e);
        }
        AtomicFiles.deleteTree(aside);
    }

    private Path path(long step) {
        return folder.resolve(String.format(Locale.ROOT, "%010d", step));
    }

    /** Puts right what a killed writer left behind. Only who may write does this. */
    public void recover() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") && name.endsWith(REPLACED)) {
                    restore(entry, folder.resolve(name.substring(1, name.length() - REPLACED.length())));
                } else if (name.startsWith(".") && name.endsWith(".part") && Files.isDirectory(entry)) {
                    AtomicFiles.deleteTree(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + folder, e);
        }
    }

    /** A writer killed between two renames left the old checkpoint without its name. */
    private static void restore(Path replaced, Path target) throws IOException {
        if (Files.exists(target)) {
            AtomicFiles.deleteTree(replaced);
        } else {
            Files.move(replaced, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void force(Path staged) throws IOException {
        try (Stream<Path> files = Files.walk(staged)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                }
            }
        }
    }
}
