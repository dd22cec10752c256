package org.idem.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets a reader read damaged files and judges its answers: a value, or an exception that it documents and that names the
 * file. Anything else, an answer that does not come, or one that takes far more memory than the file has bytes is a finding.
 */
public final class Fuzzer {
    private static final int MOST_FINDINGS = 20;
    private static final int ODD = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final long seed;
    private final Duration patience;

    /**
     * A fuzzer.
     *
     * @param folder an empty one, in which it writes the damaged files; it is left empty
     * @param seed of all damages
     */
    public Fuzzer(Path folder, long seed) {
        this(folder, seed, PATIENCE);
    }

    /** A fuzzer that takes a reader for hanging after such a time. */
    Fuzzer(Path folder, long seed, Duration patience) {
        this.folder = folder;
        this.seed = seed;
        this.patience = patience;
    }

    /**
     * Tries a reader on its sound files, and then on a damaged one of them so many times.
     *
     * @return what it may not do, each kind once, at most twenty; a reader that hangs is not tried further
     */
    public List<Finding> run(FuzzTarget target, int rounds) {
        List<Finding> findings = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        Mutator mutator = new Mutator(seed ^ target.name().hashCode());
        List<String> names = List.copyOf(target.files().keySet());
        try (Trial trial = new Trial(target, patience)) {
            write(target.files());
            trial.requireSound(folder);
            for (int round = 0; round < rounds && findings.size() < MOST_FINDINGS && !trial.hangs(); round++) {
                String file = mutator.choose(names);
                Map<String, byte[]> files = new TreeMap<>(target.files());
                damage(file, files, mutator);
                String fault = trial.fault(folder, file);
                if (!fault.isEmpty() && kinds.add(Trial.kind(fault))) {
                    findings.add(new Finding(target.name(), round, file, fault, files));
                }
                restore(target.files(), file);
            }
            clear();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write damaged files into " + folder, e);
        }
        return findings;
    }

    /** Seldom it is no file at all. */
    private void damage(String file, Map<String, byte[]> files, Mutator mutator) throws IOException {
        Path path = folder.resolve(file);
        Files.delete(path);
        if (mutator.onceIn(ODD)) {
            OddFile odd = mutator.choose(List.of(OddFile.values()));
            odd.make(path);
            files.remove(file);
            files.put(file + "." + odd, new byte[0]);
        } else {
            files.put(file, mutator.mutate(files.get(file)));
            Files.write(path, files.get(file));
        }
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** A new file each time: the damaged one may still be mapped. */
    private void restore(Map<String, byte[]> files, String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        Files.write(folder.resolve(file), files.get(file));
    }

    private void clear() throws IOException {
        try (var inner = Files.walk(folder)) {
            for (Path path : inner.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
