package org.idem.data.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;

/** Where what somebody types may lead to: an identity, the image of a number, images by key. */
public final class JumpTargets {
    private static final int CHUNK = 1 << 14;

    private JumpTargets() {}

    /**
     * A place to go to.
     *
     * @param image its first image
     * @param words what it is, such as {@code Identity 93}
     * @param detail more about it; may be empty
     */
    public record Target(int image, String words, String detail) {}

    /**
     * The places for a text: of a number the identity and the image first, then images whose key is the text, begins with it,
     * or has it somewhere in it.
     *
     * @param most how many at most
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static List<Target> of(ImageDataset set, ImageLabels labels, String text, int most, Progress progress) {
        String typed = text.strip();
        List<Target> targets = new ArrayList<>();
        if (typed.isEmpty()) {
            return targets;
        }
        String number = typed.replaceFirst("^#", "").replace(",", "");
        if (number.matches("\\d{1,9}")) {
            addNumbered(set, labels, Integer.parseInt(number), targets, progress);
        }
        addKeys(set, typed, most, targets, progress);
        return targets.subList(0, Math.min(most, targets.size()));
    }

    private static void addNumbered(
            ImageDataset set, ImageLabels labels, int number, List<Target> targets, Progress progress) {
        if (number < set.knownIdentities().orElse(Integer.MAX_VALUE)) {
            int first = labels.firstOf(number, progress);
            if (first >= 0) {
                targets.add(new Target(first, "Identity " + Units.count(number), "from #" + Units.count(first)));
            }
        }
        if (number < set.size()) {
            targets.add(new Target(number, "Image #" + Units.count(number), "key " + set.key(number)));
        }
    }

    /** One walk over all keys; those that are the text or begin with it push others out. */
    private static void addKeys(ImageDataset set, String typed, int most, List<Target> targets, Progress progress) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<Target> equal = new ArrayList<>();
        List<Target> begin = new ArrayList<>();
        List<Target> contain = new ArrayList<>();
        for (int index = 0; index < set.size() && equal.size() + begin.size() < most; index++) {
            if (index % CHUNK == 0) {
                progress.checkCancelled();
            }
            String key = set.key(index).toLowerCase(Locale.ROOT);
            if (key.equals(wanted)) {
                equal.add(keyed(set, index));
            } else if (key.startsWith(wanted)) {
                begin.add(keyed(set, index));
            } else if (contain.size() < most && key.contains(wanted)) {
                contain.add(keyed(set, index));
            }
        }
        List.of(equal, begin, contain).forEach(targets::addAll);
    }

    private static Target keyed(ImageDataset set, int index) {
        return new Target(index, "Key " + set.key(index), "#" + Units.count(index));
    }
}
