package org.idem.run.query;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.idem.run.MetricHistory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;

/**
 * The values of one run by column: {@code name}, {@code path}, {@code state}, {@code step}, {@code total_steps}, {@code epoch},
 * {@code started}, {@code host}, {@code note}, {@code lr} (the config's learning rate), metrics ({@code train/} may be left
 * out; {@code .last}, {@code .best}, {@code .min}, {@code .max}) and config keys. Files are read when a column asks for them,
 * each once, unless all was read before. Not thread-safe.
 */
public final class RunColumns {
    /** Columns that every run has. */
    public static final List<String> FIXED =
            List.of("name", "path", "state", "step", "total_steps", "epoch", "started", "host", "note", "lr");

    private static final String TRAIN = "train/";
    private static final String LEARNING_RATE = "LRScheduler.learning_rate";
    private static final List<String> FIGURES = List.of(".last", ".best", ".min", ".max");

    private final RunSummary summary;
    private final Clock clock;
    /** Null for columns that read what they are asked for. */
    private final RunRecord record;

    private Map<String, String> config;
    private RunLabels labels;
    private MetricHistory history;

    /**
     * Reads columns of one run, each when it is first asked for.
     *
     * @param clock tells whether a trainer has been silent for too long
     */
    public RunColumns(RunSummary summary, Clock clock) {
        this.summary = summary;
        this.clock = clock;
        record = null;
    }

    /** Columns of what was read already: none of them touches a file but {@link #history}. */
    public RunColumns(RunRecord record) {
        this.record = record;
        summary = record.summary();
        clock = Clock.systemUTC();
        labels = record.labels();
        config = record.details().config();
    }

    /** Returns the run that the columns are of. */
    public RunSummary summary() {
        return summary;
    }

    /** The state in a word, checked against the run's process. */
    public String state() {
        LiveState live = record == null ? summary.run().live(summary.status(), clock) : record.live();
        return live.name().toLowerCase(Locale.ROOT);
    }

    /** What people say of it. */
    public RunLabels labels() {
        if (labels == null) {
            labels = RunLabels.read(summary.run());
        }
        return labels;
    }

    /** Its effective configuration by dotted key. */
    public Map<String, String> config() {
        if (config == null) {
            config = ConfigValues.read(summary.run().configFile());
        }
        return config;
    }

    /** Last values by short name: metrics of training lose their prefix, the others keep it. */
    public Map<String, Double> lastMetrics() {
        Map<String, Double> named = new TreeMap<>();
        summary.lastMetrics().forEach((tag, value) -> named.put(shortName(tag), value));
        return named;
    }

    /** All metrics in figures, by their tags in the order of first use. Reads the log. */
    public Map<String, MetricFigures> metrics() {
        if (record != null) {
            return record.details().metrics();
        }
        Map<String, MetricFigures> figures = new LinkedHashMap<>();
        history().tags().forEach(tag -> figures.put(tag, MetricFigures.of(history.series(tag))));
        return figures;
    }

    /** Returns the run's metrics. */
    public MetricHistory history() {
        if (history == null) {
            history = new MetricHistory(summary.run().metrics());
            history.poll();
        }
        return history;
    }

    private static String shortName(String tag) {
        return tag.startsWith(TRAIN) ? tag.substring(TRAIN.length()) : tag;
    }

    /** A value as a text or a {@link Double}; empty if the run has no such column. */
    public Optional<Object> value(String column) {
        RunStatus status = summary.status();
        return switch (column) {
            case "name" -> Optional.of(summary.run().name());
            case "path" -> Optional.of(summary.run().path().toString());
            case "state" -> Optional.of(state());
            case "step" -> Optional.of((double) status.progress().step());
            case "total_steps" -> Optional.of((double) status.progress().totalSteps());
            case "epoch" -> Optional.of((double) status.progress().epoch());
            case "started" -> Optional.of(status.heartbeat().started().toString());
            case "host" -> Optional.of(status.heartbeat().host());
            case "note" -> Optional.of(labels().note());
            case "lr" -> Optional.ofNullable(config().get(LEARNING_RATE));
            default -> metric(column).or(() -> Optional.ofNullable(config().get(column)));
        };
    }

    private Optional<Object> metric(String column) {
        Optional<Object> last = last(column);
        if (last.isPresent()) {
            return last;
        }
        for (String figure : FIGURES) {
            if (column.endsWith(figure)) {
                return figure(column.substring(0, column.length() - figure.length()), figure);
            }
        }
        return Optional.empty();
    }

    private Optional<Object> last(String name) {
        Map<String, Double> metrics = summary.lastMetrics();
        return Optional.ofNullable(metrics.getOrDefault(name, metrics.get(TRAIN + name)));
    }

    private Optional<Object> figure(String name, String figure) {
        Optional<Object> last = last(name);
        if (last.isEmpty() || figure.equals(".last")) {
            return last;
        }
        String tag = summary.lastMetrics().containsKey(name) ? name : TRAIN + name;
        MetricFigures figures = figures(tag);
        if (figures == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (figure) {
                    case ".best" -> figures.best();
                    case ".min" -> figures.min();
                    default -> figures.max();
                });
    }

    private MetricFigures figures(String tag) {
        return record == null
                ? MetricFigures.of(history().series(tag))
                : record.details().metrics().get(tag);
    }

    /** Whether the run has a column, whatever its value. */
    boolean has(String column) {
        return FIXED.contains(column) || value(column).isPresent();
    }
}
