package org.idem.data.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.IntegrityCheck;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.inspect.Finding;
import org.idem.data.inspect.ImageInspector;
import org.idem.data.inspect.Inspectors;

/** Reads every record and decodes every image of a set, and lists what is broken; one fault never hides the next. */
public final class DataCheck {
    private static final int CHUNK = 1024;

    private DataCheck() {}

    /** Looks for damage in a set of any kind. */
    public static CheckReport check(Path path, Progress progress) {
        return check(path, set -> List.of(), progress);
    }

    /** Looks for damage and for what is unusual: duplicates, sizes, gray pictures, identities of one image or none. */
    public static CheckReport inspect(Path path, Progress progress) {
        return inspect(path, set -> List.of(), progress);
    }

    /**
     * Like {@link #inspect(Path, Progress)}, and shows each picture to more inspectors, so that it is decoded once for all.
     *
     * @param more makes them once the set is open; not asked for a list of pairs
     */
    public static CheckReport inspect(
            Path path, Function<ImageDataset, List<? extends ImageInspector>> more, Progress progress) {
        return check(
                path,
                set -> {
                    List<ImageInspector> all = new ArrayList<>(Inspectors.of(set, !Datasets.isPairs(path)));
                    all.addAll(more.apply(set));
                    return all;
                },
                progress);
    }

    private static CheckReport check(
            Path path, Function<ImageDataset, List<ImageInspector>> inspectors, Progress progress) {
        if (Datasets.isPairList(path)) {
            return checkPairs(path, progress);
        }
        try (ImageDataset set = Datasets.openReadable(path)) {
            return new ImageCheck(set, inspectors.apply(set)).run(progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    private static CheckReport checkPairs(Path path, Progress progress) {
        try (PairDataset pairs = Datasets.openReadablePairs(path)) {
            List<Finding> found = new ArrayList<>();
            inChunks(2 * pairs.pairs(), found, progress, i -> {
                try {
                    ImageDecoder.decode(pairs.image(i));
                    return null;
                } catch (DamagedImageException e) {
                    return problem(e, e.key(), e.offset());
                }
            });
            // A malformed line is found at both images of its pair.
            Set<DataProblem> problems = new LinkedHashSet<>();
            found.removeIf(one -> !problems.add(problem(one)));
            return new CheckReport(2 * pairs.pairs(), 0, List.copyOf(problems), found, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    private static DataProblem problem(Finding found) {
        return new DataProblem(found.key(), found.offset(), found.kind(), found.message());
    }

    /** The check of one set of images, each read and decoded once for everybody who looks at it. */
    private record ImageCheck(
            ImageDataset set, IntegrityCheck integrity, int identities, List<ImageInspector> inspectors) {
        private static final double READING = 0.9;

        ImageCheck(ImageDataset set, List<ImageInspector> inspectors) {
            this(set, set.integrityCheck(), set.identities(), inspectors);
        }

        CheckReport run(Progress progress) {
            List<Finding> found = new ArrayList<>();
            inChunks(set.size(), found, progress.sub(0, inspectors.isEmpty() ? 1 : READING), this::check);
            List<DataProblem> problems =
                    new ArrayList<>(found.stream().map(DataCheck::problem).toList());
            List<DataProblem> structure = integrity.structureProblems();
            problems.addAll(structure);
            int done = 0;
            for (ImageInspector inspector : inspectors) {
                double from = READING + (1 - READING) * done / inspectors.size();
                double to = READING + (1 - READING) * ++done / inspectors.size();
                found.addAll(inspector.findings(set, progress.sub(from, to)));
            }
            structure.forEach(problem -> found.add(Finding.of(-1, problem)));
            return new CheckReport(set.size(), identities, problems, found, set.notes());
        }

        private DataProblem check(int index) {
            String key = set.key(index);
            long offset = set.offset(index);
            try {
                LabeledImage read = set.read(index);
                int label = read.label();
                if (label >= identities) {
                    String message = "The label is " + label + ", the set declares " + identities + " identities";
                    return new DataProblem(key, offset, Damage.LABEL_BEYOND_IDENTITIES.word(), message);
                }
                Pixels pixels = ImageDecoder.decode(read.image());
                inspectors.forEach(inspector -> inspector.see(index, read, pixels));
                return integrity.checkLabel(index, label).orElse(null);
            } catch (DamagedImageException e) {
                return problem(integrity.explain(index, e), key, offset);
            }
        }
    }

    private static DataProblem problem(DamagedImageException e, String key, long offset) {
        return new DataProblem(key, offset, e.kind(), e.getMessage());
    }

    /** One image's check. */
    private interface Check {
        /** The problem, or null. */
        DataProblem of(int index);
    }

    /** All processors work on one chunk after the other, so that problems keep their order and cancel is prompt. */
    private static void inChunks(int size, List<Finding> found, Progress progress, Check check) {
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            IntStream.range(from, end)
                    .parallel()
                    .mapToObj(i -> Optional.ofNullable(check.of(i)).map(problem -> Finding.of(i, problem)))
                    .flatMap(Optional::stream)
                    .forEachOrdered(found::add);
            progress.report(
                    (double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " images checked");
        }
    }
}
