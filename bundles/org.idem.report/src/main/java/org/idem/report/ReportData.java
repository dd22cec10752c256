package org.idem.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** What a report tells, read from the run once. */
final class ReportData {
    private final RunDirectory run;
    private final RunStatus status;
    private final RunStatus.LiveState state;
    private final Instant written;
    private final MetricHistory history;
    private final List<Evaluation> evaluations;
    private final String config;

    ReportData(RunDirectory run, Clock clock) {
        this.run = run;
        this.status = run.status();
        this.state = run.live(clock);
        this.written = clock.instant();
        this.history = new MetricHistory(run.metrics());
        this.history.poll();
        this.evaluations = EvaluationStore.read(run);
        this.config = text(run);
    }

    private static String text(RunDirectory run) {
        try {
            return Files.isRegularFile(run.configFile()) ? ConfigReader.readText(run.configFile()) : "";
        } catch (InputException e) {
            return "# " + e.problems().get(0).message();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + run.configFile(), e);
        }
    }

    RunDirectory run() {
        return run;
    }

    RunStatus status() {
        return status;
    }

    RunStatus.LiveState state() {
        return state;
    }

    Instant written() {
        return written;
    }

    Set<String> tags() {
        return history.tags();
    }

    MetricSeries series(String tag) {
        return history.series(tag);
    }

    List<Evaluation> evaluations() {
        return evaluations;
    }

    /** The effective configuration; empty when the run has none. */
    String config() {
        return config;
    }

    /** The last evaluation of every set, in the order of their names. */
    List<Evaluation> lastEvaluations() {
        Map<String, Evaluation> last = new LinkedHashMap<>();
        evaluations.forEach(evaluation -> last.put(evaluation.set(), evaluation));
        return List.copyOf(last.values());
    }
}
