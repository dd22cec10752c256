package org.idem.verify.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.PairDataset;

/**
 * Pairs of a set that show somebody who is in another set too, such as the one that was trained on, as a look at both sets
 * told.
 *
 * @param other the other set
 * @param people persons of the pairs who are in both
 * @param found how many persons were found; more than {@code people} where the findings list only the surest
 * @param pairs numbers of the pairs that show one of them
 */
public record OverlappingPairs(Path other, int people, long found, BitSet pairs) {

    /**
     * What findings beside a set, or beside the sets of a training, say of its overlap; the first that say something count.
     *
     * @param set file of the pairs
     * @param trained sets that were trained on
     */
    public static Optional<Diagnosis> findings(Path set, List<Path> trained) {
        return Stream.concat(Stream.of(set), trained.stream())
                .map(FindingsFile::beside)
                .filter(Files::isRegularFile)
                .flatMap(file -> readable(file).stream())
                .filter(diagnosis -> side(set, diagnosis) >= 0)
                .findFirst();
    }

    private static Optional<Diagnosis> readable(Path file) {
        try {
            return Optional.of(FindingsFile.read(file));
        } catch (InputException e) {
            System.getLogger(OverlappingPairs.class.getName()).log(System.Logger.Level.DEBUG, "unread " + file, e);
            return Optional.empty();
        }
    }

    /** Which of the two sets of a look this one is; −1 if neither, or only one set was looked at. */
    private static int side(Path set, Diagnosis diagnosis) {
        if (diagnosis.against() == null) {
            return -1;
        }
        if (isSame(set, diagnosis.set())) {
            return 0;
        }
        return isSame(set, diagnosis.against()) ? 1 : -1;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The pairs that a look tells of; reads every image of the set.
     *
     * @return empty if the look was at other sets
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Optional<OverlappingPairs> of(PairDataset set, Diagnosis diagnosis, Progress progress) {
        int side = side(set.path(), diagnosis);
        if (side < 0) {
            return Optional.empty();
        }
        TreeSet<Integer> shared = new TreeSet<>();
        for (DoctorFinding finding : diagnosis.findings()) {
            if (finding.kind() == DoctorFinding.Kind.OVERLAP
                    && finding.identities().size() == 2) {
                shared.add(finding.identities().get(side));
            }
        }
        BitSet pairs = shared.isEmpty() ? new BitSet() : pairs(set, shared, progress);
        return Optional.of(new OverlappingPairs(
                side == 0 ? diagnosis.against() : diagnosis.set(),
                shared.size(),
                Math.max(shared.size(), diagnosis.found().getOrDefault(DoctorFinding.Kind.OVERLAP.word(), 0L)),
                pairs));
    }

    private static BitSet pairs(PairDataset set, TreeSet<Integer> shared, Progress progress) {
        int[] people = PeopleOfPairs.ofEveryRow(set, progress);
        BitSet pairs = new BitSet();
        for (int row = 0; row < people.length; row++) {
            if (shared.contains(people[row])) {
                pairs.set(row / 2);
            }
        }
        return pairs;
    }
}
