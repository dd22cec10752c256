package org.idem.watch;

import java.util.HashMap;
import java.util.Map;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;

/** The steps of a metric log that have a loss, one after the other, with the values of all channels. */
public final class RecordedSteps implements StepValues {
    private final MetricHistory history;
    private final MetricSeries losses;
    private final Map<String, Channel> channels = new HashMap<>();
    private int index = -1;

    /** A channel that is read forward. */
    private static final class Channel {
        private final MetricSeries series;
        private int next;

        Channel(MetricSeries series) {
            this.series = series;
        }

        double at(long step) {
            while (next < series.size() && series.steps()[next] < step) {
                next++;
            }
            return next < series.size() && series.steps()[next] == step ? series.values()[next] : Double.NaN;
        }
    }

    /** Stands before the first step of the history as it is now. */
    public RecordedSteps(MetricHistory history) {
        this.history = history;
        this.losses = history.series(MetricTags.LOSS);
    }

    /** Goes to the next step; false when there is none. */
    public boolean next() {
        index++;
        return index < losses.size();
    }

    @Override
    public long step() {
        return losses.steps()[index];
    }

    @Override
    public double value(String tag) {
        return tag.equals(MetricTags.LOSS)
                ? losses.values()[index]
                : channels.computeIfAbsent(tag, name -> new Channel(history.series(name)))
                        .at(step());
    }
}
