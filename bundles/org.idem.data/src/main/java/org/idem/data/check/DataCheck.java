package org.idem.data.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** Reads every record and decodes every image of a set, and lists what is broken; one fault never hides the next. */
public final class DataCheck {
    private static final int CHUNK = 1024;

    private DataCheck() {}

    /** Checks a set of any kind. */
    public static CheckReport check(Path path, Progress progress) {
        if (Datasets.isPairList(path)) {
            return checkPairs(path, progress);
        }
        try (ImageDataset set = Datasets.openReadable(path)) {
            List<DataProblem> problems = new ArrayList<>();
            IntegrityCheck integrity = set.integrityCheck();
            int identities = set.identities();
            inChunks(set.size(), problems, progress, i -> checkImage(set, integrity, identities, i));
            problems.addAll(integrity.structureProblems());
            return new CheckReport(set.size(), identities, problems, set.notes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    private static CheckReport checkPairs(Path path, Progress progress) {
        try (PairDataset pairs = Datasets.openReadablePairs(path)) {
            List<DataProblem> problems = new ArrayList<>();
            inChunks(2 * pairs.pairs(), problems, progress, i -> {
                try {
                    ImageDecoder.decode(i % 2 == 0 ? pairs.first(i / 2) : pairs.second(i / 2));
                    return null;
                } catch (DamagedImageException e) {
                    return problem(e, e.key(), e.offset());
                }
            });
            // A malformed line is found at both images of its pair.
            return new CheckReport(
                    2 * pairs.pairs(), 0, problems.stream().distinct().toList(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    private static DataProblem checkImage(ImageDataset set, IntegrityCheck integrity, int identities, int index) {
        String key = set.key(index);
        long offset = set.offset(index);
        try {
            LabeledImage read = set.read(index);
            int label = read.label();
            if (label >= identities) {
                String message = "The label is " + label + ", the set declares " + identities + " identities";
                return new DataProblem(key, offset, Damage.LABEL_BEYOND_IDENTITIES.word(), message);
            }
            ImageDecoder.decode(read.image());
            return integrity.checkLabel(index, label).orElse(null);
        } catch (DamagedImageException e) {
            return problem(integrity.explain(index, e), key, offset);
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
    private static void inChunks(int size, List<DataProblem> problems, Progress progress, Check check) {
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            IntStream.range(from, end)
                    .parallel()
                    .mapToObj(check::of)
                    .filter(Objects::nonNull)
                    .forEachOrdered(problems::add);
            progress.report(
                    (double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " images checked");
        }
    }
}
