package org.idem.run;

import java.util.Map;

/**
 * One line of a table of runs.
 *
 * @param run the run
 * @param status what it last said
 * @param lastMetrics last value of every metric
 */
public record RunSummary(RunDirectory run, RunStatus status, Map<String, Double> lastMetrics) {}
