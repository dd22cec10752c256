package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.idem.core.Units;
import org.idem.metrics.VerificationFigures;

/**
 * The evaluations of a run: {@code eval/<set>-<step>.json} with {@code .scores.npy} (float32) and {@code .same.npy}
 * (booleans) beside it, in the order of the pairs, and where pairs were left out {@code .pairs.npy} (int32) with the
 * numbers of those that are there. A set is known by its name, here and to everyone who reads; another file of the same
 * name is written as {@code <set>-2} and so on, so that one set never passes for another.
 */
public final class EvaluationStore {
    private static final String JSON = ".json";
    private static final String SCORES = ".scores.npy";
    private static final String SAME = ".same.npy";
    private static final String NUMBERS = ".pairs.npy";

    private static final long LARGEST = 16 << 20;

    private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();
    private static final int MOST_TOLD = 1000;

    private EvaluationStore() {}

    /** Writes an evaluation with its scores; returns it with the path of the scores. */
    public static Evaluation write(RunDirectory run, Evaluation evaluation, PairScores scores) {
        return write(run.eval(), evaluation, scores);
    }

    /** Writes an evaluation with its scores into any folder. */
    public static Evaluation write(Path folder, Evaluation evaluation, PairScores scores) {
        String set = distinctName(folder, evaluation);
        String name = name(set, evaluation.step());
        Path cosines = folder.resolve(name + SCORES);
        Npy.write(cosines, scores.cosines());
        Npy.write(beside(cosines, SAME), scores.same());
        writeNumbers(beside(cosines, NUMBERS), scores);
        Evaluation complete = evaluation.named(set, cosines);
        Json.write(file(folder, complete), EvaluationJson.write(complete));
        return complete;
    }

    private static void writeNumbers(Path file, PairScores scores) {
        if (!scores.isContiguous()) {
            Npy.write(file, scores.numbers());
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot replace " + file, e);
        }
    }

    /** Writes an evaluation without its cosines, atomically; the set gets a number where another file's set has its name. */
    public static void write(RunDirectory run, Evaluation evaluation) {
        String set = distinctName(run.eval(), evaluation);
        Evaluation named = evaluation.named(set, evaluation.scores());
        Json.write(file(run.eval(), named), EvaluationJson.write(named));
    }

    /** Every evaluation that can be read, by set and ascending step; damaged ones are logged and left out. */
    public static List<Evaluation> read(RunDirectory run) {
        return readFolder(run.eval());
    }

    /** The file of an evaluation in a folder of evaluations. */
    public static Path file(Path folder, Evaluation evaluation) {
        return folder.resolve(name(evaluation.set(), evaluation.step()) + JSON);
    }

    /**
     * The evaluation that a file holds.
     *
     * @throws UncheckedIOException if it cannot be read or is damaged
     */
    public static Evaluation read(Path file) {
        requireSmall(file);
        return counted(
                EvaluationJson.read(Json.read(file), file.toAbsolutePath().getParent()));
    }

    private static void requireSmall(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new IOException("not a file of at most " + Units.bytes(LARGEST));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A damaged evaluation hides no other; it is told once, however often the run is looked at. */
    private static Optional<Evaluation> readIfSound(Path file) {
        try {
            return Optional.of(read(file));
        } catch (UncheckedIOException e) {
            tell(file, e);
            return Optional.empty();
        }
    }

    private static void tell(Path file, RuntimeException damage) {
        if (TOLD.size() < MOST_TOLD && TOLD.add(file)) {
            Throwable why = damage.getCause() == null ? damage : damage.getCause();
            System.getLogger(EvaluationStore.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            (file + " is damaged and left out: " + why.getMessage()).replaceAll("\\p{Cntrl}+", " "));
        }
    }

    /** The same of any folder of evaluations, such as that of a model that is no run; none if there is no such folder. */
    public static List<Evaluation> readFolder(Path folder) {
        List<Evaluation> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(JSON) && !name.startsWith(".")) {
                    readIfSound(file).ifPresent(all::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
        all.sort(Comparator.comparing(Evaluation::set).thenComparingLong(Evaluation::step));
        return all;
    }

    /** Evaluations were once written without the number of impostor pairs, which says what they can measure. */
    private static Evaluation counted(Evaluation evaluation) {
        VerificationFigures figures = evaluation.figures();
        if (figures.counts().isByKind() || evaluation.scores() == null) {
            return evaluation;
        }
        Path labels = beside(evaluation.scores(), SAME);
        try {
            return Files.exists(labels) ? evaluation.with(figures.counted(Npy.readBooleans(labels))) : evaluation;
        } catch (UncheckedIOException e) {
            tell(labels, e);
            return evaluation;
        }
    }

    /** The scores of the pairs with their numbers in the set; {@link PairScores#NONE} when they were not kept or are damaged. */
    public static PairScores scores(Evaluation evaluation) {
        Path cosines = evaluation.scores();
        if (cosines == null || !Files.exists(cosines) || !Files.exists(beside(cosines, SAME))) {
            return PairScores.NONE;
        }
        try {
            return readScores(cosines);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            tell(cosines, e);
            return PairScores.NONE;
        }
    }

    private static PairScores readScores(Path cosines) {
        float[] values = Npy.readFloats(cosines);
        boolean[] same = Npy.readBooleans(beside(cosines, SAME));
        for (float value : values) {
            // A cosine, to rounding.
            if (!(Math.abs(value) < 1.001f)) {
                throw new IllegalArgumentException("A score is no cosine: " + value);
            }
        }
        Path file = beside(cosines, NUMBERS);
        if (!Files.exists(file)) {
            return PairScores.of(values, same);
        }
        return new PairScores(Npy.readInts(file), values, same);
    }

    private static Path beside(Path scores, String ending) {
        return scores.resolveSibling(scores.getFileName().toString().replace(SCORES, ending));
    }

    private static String name(String set, long step) {
        return String.format(Locale.ROOT, "%s-%010d", Names.plain(set), step);
    }

    private static String distinctName(Path folder, Evaluation evaluation) {
        if (evaluation.file() == null) {
            return evaluation.set();
        }
        Map<String, Path> known = new HashMap<>();
        readFolder(folder).forEach(one -> known.put(one.set(), normal(one.file())));
        Path file = normal(evaluation.file());
        String name = evaluation.set();
        for (int i = 2; !known.getOrDefault(name, file).equals(file); i++) {
            name = evaluation.set() + "-" + i;
        }
        return name;
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
