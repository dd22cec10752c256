package org.idem.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;

/** The accuracies of verifications that a metric log holds, one after the other. Not thread-safe. */
public final class RecordedAccuracies {
    private static final String PREFIX = "eval/";
    private static final String SUFFIX = "/accuracy";

    private final List<Accuracy> all = new ArrayList<>();
    private int next;

    /**
     * An accuracy.
     *
     * @param step after which it was measured
     * @param set name of the verification set
     * @param value in [0, 1]
     */
    public record Accuracy(long step, String set, double value) {}

    /** Stands before the first of the history as it is now. */
    public RecordedAccuracies(MetricHistory history) {
        for (String tag : history.tags()) {
            if (isAccuracy(tag)) {
                MetricSeries series = history.series(tag);
                for (int i = 0; i < series.size(); i++) {
                    all.add(new Accuracy(series.steps()[i], set(tag), series.values()[i]));
                }
            }
        }
        all.sort(Comparator.comparingLong(Accuracy::step));
    }

    /** Whether a metric is the accuracy of a verification set. */
    public static boolean isAccuracy(String tag) {
        return tag.startsWith(PREFIX) && tag.endsWith(SUFFIX) && tag.length() > PREFIX.length() + SUFFIX.length();
    }

    /** The set whose accuracy a metric is. */
    public static String set(String tag) {
        return tag.substring(PREFIX.length(), tag.length() - SUFFIX.length());
    }

    /** Gives all up to a step that were not given yet. */
    public void upTo(long step, Consumer<Accuracy> each) {
        while (next < all.size() && all.get(next).step() <= step) {
            each.accept(all.get(next++));
        }
    }
}
