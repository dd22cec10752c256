package org.idem.data.review;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.idem.core.AtomicFiles;
import org.idem.data.inspect.ExcludeList;

/** The lists that follow from verdicts; new files, beside the untouched set. */
public final class ReviewLists {
    private ReviewLists() {}

    /**
     * Keys of the images that are not to be trained on: those of findings that are right, of an identity that is more than
     * one person, and of pictures of one person that are there more than once.
     */
    public static Set<String> excluded(Map<ReviewItem, Verdict> verdicts) {
        Set<String> keys = new LinkedHashSet<>();
        verdicts.forEach((item, verdict) -> keys.addAll(excluded(item, verdict)));
        return keys;
    }

    private static Collection<String> excluded(ReviewItem item, Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> item.excludes();
            case REJECT -> List.of();
            case DIFFERENT -> item.isAcrossIdentities() ? List.of() : item.excludes();
                // Once its identities are one, of a picture that is there several times the first stays.
            case SAME -> item.isAcrossIdentities()
                    ? item.excludes().stream()
                            .filter(key -> !key.equals(item.keys().get(0)))
                            .toList()
                    : List.of();
        };
    }

    /** Identities that are one person: each group ascending, groups by their first. */
    public static List<Set<Integer>> merged(Map<ReviewItem, Verdict> verdicts) {
        Map<Integer, Set<Integer>> groups = new TreeMap<>();
        verdicts.forEach((item, verdict) -> {
            if (verdict == Verdict.SAME && item.isAcrossIdentities()) {
                Set<Integer> together = new TreeSet<>(item.identities());
                item.identities().forEach(one -> together.addAll(groups.getOrDefault(one, Set.of())));
                together.forEach(one -> groups.put(one, together));
            }
        });
        return groups.values().stream().distinct().toList();
    }

    /**
     * Writes {@link #excluded} for {@code DataLoader.Train.dataset.exclude} and {@code data convert --exclude}.
     *
     * @return number of keys
     * @throws org.idem.core.InputException if the file exists
     */
    public static int writeExcluded(Path file, Path set, Map<ReviewItem, Verdict> verdicts) {
        ExcludeList.requireNew(file);
        Set<String> keys = excluded(verdicts);
        AtomicFiles.write(
                file,
                "# Images of " + set.getFileName() + " that were decided not to be trained on\n"
                        + keys.stream().map(key -> key + "\n").collect(Collectors.joining()));
        return keys.size();
    }

    /**
     * Writes {@link #merged}: on each line the identities that are one person, apart by tabs.
     *
     * @return number of lines
     * @throws org.idem.core.InputException if the file exists
     */
    public static int writeMerged(Path file, Path set, Map<ReviewItem, Verdict> verdicts) {
        ExcludeList.requireNew(file);
        List<Set<Integer>> groups = merged(verdicts);
        AtomicFiles.write(
                file,
                "# Identities of " + set.getFileName() + " that are one person, on each line those of one\n"
                        + groups.stream().map(ReviewLists::line).collect(Collectors.joining()));
        return groups.size();
    }

    private static String line(Set<Integer> identities) {
        return identities.stream().map(String::valueOf).collect(Collectors.joining("\t")) + "\n";
    }
}
