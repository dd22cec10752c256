package org.idem.ui.data.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.review.ImageNumbers;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.Verdict;
import org.idem.data.review.VerdictFile;
import org.idem.ui.data.Faces;
import org.idem.ui.widgets.grid.PictureTableModel;

/** What there is to decide about a set and what was decided, as lines of a table. Changed on the UI thread only. */
final class ReviewList implements PictureTableModel {
    private static final int PICTURE = 72;

    private final ImageDataset set;
    private final List<ReviewItem> items;
    private final Map<String, Integer> numbers;
    private final Map<ReviewItem, Verdict> verdicts;

    /** Pictures are small here and large elsewhere. */
    private record Key(Path set, int image) {}

    private ReviewList(
            ImageDataset set, List<ReviewItem> items, Map<String, Integer> numbers, Map<ReviewItem, Verdict> verdicts) {
        this.set = set;
        this.items = items;
        this.numbers = numbers;
        this.verdicts = verdicts;
    }

    /** Reads findings and verdicts and finds the images that they name: on a loading thread. */
    static ReviewList read(ImageDataset set, List<ReviewSource> sources, Progress progress) {
        List<ReviewItem> items = new ArrayList<>();
        sources.forEach(source -> items.addAll(source.items(set.path())));
        Set<String> keys = new HashSet<>();
        items.forEach(item -> keys.addAll(item.keys()));
        Map<String, Integer> numbers = ImageNumbers.of(set, keys, progress);
        return new ReviewList(
                set, items, numbers, VerdictFile.beside(set.path()).verdicts(items));
    }

    ReviewItem item(int line) {
        return items.get(line);
    }

    /** The line of an item, −1 if it is none of these. */
    int lineOf(ReviewItem item) {
        return items.indexOf(item);
    }

    /** What was decided on an item, or null. */
    Verdict verdict(ReviewItem item) {
        return verdicts.get(item);
    }

    void decided(ReviewItem item, Verdict verdict) {
        if (verdict == null) {
            verdicts.remove(item);
        } else {
            verdicts.put(item, verdict);
        }
    }

    /** What was decided so far. */
    Map<ReviewItem, Verdict> verdicts() {
        return new LinkedHashMap<>(verdicts);
    }

    /** The first undecided line after one, from the top again after the last; −1 when all are decided. */
    int nextUndecided(int line) {
        for (int step = 1; step <= items.size(); step++) {
            int next = Math.floorMod(line + step, items.size());
            if (!verdicts.containsKey(items.get(next))) {
                return next;
            }
        }
        return -1;
    }

    /** Numbers in the set of the images that an item names; those that the set has no more are missing. */
    List<Integer> images(ReviewItem item) {
        return item.keys().stream()
                .map(numbers::get)
                .filter(number -> number != null)
                .toList();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public String text(int line, int column) {
        ReviewItem item = items.get(line);
        return switch (column) {
            case 0 -> verdict(item) == null ? "" : word(verdict(item));
            case 1 -> item.kind();
            case 2 -> item.identities().stream().map(Units::count).collect(Collectors.joining(", "));
            default -> Double.isNaN(item.score()) ? "" : String.format(Locale.ROOT, "%.3f", item.score());
        };
    }

    /** A verdict as a user reads it. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> "✓ accepted";
            case REJECT -> "✗ rejected";
            case SAME -> "= same";
            case DIFFERENT -> "≠ different";
        };
    }

    @Override
    public String label(int line) {
        return text(line, 1) + ", " + items.get(line).message() + ", "
                + (text(line, 0).isEmpty() ? "undecided" : text(line, 0));
    }

    @Override
    public Object key(int line) {
        List<Integer> images = images(items.get(line));
        return new Key(set.path(), images.isEmpty() ? -1 : images.get(0));
    }

    @Override
    public ImageData load(int line) throws IOException {
        List<Integer> images = images(items.get(line));
        if (images.isEmpty()) {
            throw new IOException("No image");
        }
        return Faces.load(() -> set.image(images.get(0)), PICTURE);
    }
}
