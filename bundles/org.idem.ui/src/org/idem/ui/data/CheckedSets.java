package org.idem.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.idem.data.inspect.Finding;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.ReviewItems;
import org.idem.data.statistics.PictureStatistics;

/** What the last check of each set found, kept as a bit for each image and kind and a byte for each measure while the workbench is open. Thread-safe. */
public final class CheckedSets {
    private static final int MOST_QUESTIONS = 50_000;

    private final Map<Path, Map<String, BitSet>> found = new ConcurrentHashMap<>();

    private final Map<Path, PictureStatistics> measured = new ConcurrentHashMap<>();
    private final Map<Path, List<ReviewItem>> questions = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Keeps what a check found.
     *
     * @param statistics of all pictures; null where there are none
     */
    public void put(Path set, List<Finding> findings, PictureStatistics statistics) {
        if (statistics != null) {
            measured.put(key(set), statistics);
        }
        Map<String, BitSet> kinds = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.index() >= 0) {
                kinds.computeIfAbsent(finding.kind(), kind -> new BitSet())
                        .set(finding.index(), finding.index() + finding.count());
            }
        }
        found.put(key(set), kinds);
        List<ReviewItem> items = ReviewItems.of(findings);
        questions.put(key(set), List.copyOf(items.subList(0, Math.min(MOST_QUESTIONS, items.size()))));
        tellChange();
    }

    /** Tells whoever shows what is known about sets that there may be more, as after a model looked at one. */
    public void tellChange() {
        listeners.forEach(Runnable::run);
    }

    /** What a person is to decide about what the check found, no more than some ten thousands; empty before a check. */
    public List<ReviewItem> questions(Path set) {
        return questions.getOrDefault(key(set), List.of());
    }

    /** Calls {@code action} on the thread of a check when it has found something; the returned object ends that. */
    public Runnable onChange(Runnable action) {
        listeners.add(action);
        return () -> listeners.remove(action);
    }

    /** What a check measured. */
    Optional<PictureStatistics> statistics(Path set) {
        return Optional.ofNullable(measured.get(key(set)));
    }

    /** The images that something was found about; empty before a check of this set. */
    public Optional<BitSet> flagged(Path set) {
        return Optional.ofNullable(found.get(key(set))).map(kinds -> {
            BitSet all = new BitSet();
            kinds.values().forEach(all::or);
            return all;
        });
    }

    /** What was found about an image, as the words of a check. */
    public List<String> kinds(Path set, int image) {
        List<String> kinds = new ArrayList<>();
        found.getOrDefault(key(set), Map.of()).forEach((kind, images) -> {
            if (images.get(image)) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    private static Path key(Path set) {
        return set.toAbsolutePath().normalize();
    }
}
