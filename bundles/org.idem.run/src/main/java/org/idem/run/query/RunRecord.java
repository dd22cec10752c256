package org.idem.run.query;

import java.util.Map;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;

/**
 * What a table of runs says of one of them, as it was read at one moment. Immutable.
 *
 * @param summary its status and last metrics
 * @param live what it is now
 * @param labels what people say of it
 * @param details what takes longer to read; {@link Details#NONE} until that is done
 */
public record RunRecord(RunSummary summary, LiveState live, RunLabels labels, Details details) {

    /**
     * What of a run takes longer to read.
     *
     * @param config its effective configuration by dotted key
     * @param device what it computes on, empty when not known
     * @param metrics its metrics in figures, by tag
     * @param loss the course of its training loss
     * @param saved whether it has a checkpoint
     * @param events how many times something was noticed in it
     */
    public record Details(
            Map<String, String> config,
            String device,
            Map<String, MetricFigures> metrics,
            MetricCurve loss,
            boolean saved,
            int events) {
        /** Nothing is known yet. */
        public static final Details NONE = new Details(Map.of(), "", Map.of(), MetricCurve.NONE, false, 0);
    }

    /** The run. */
    public RunDirectory run() {
        return summary.run();
    }
}
