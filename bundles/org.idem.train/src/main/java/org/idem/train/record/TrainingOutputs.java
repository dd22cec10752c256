package org.idem.train.record;

import java.time.Clock;
import org.idem.run.RunDirectory;

/**
 * Where a training is recorded.
 *
 * @param run the run directory
 * @param clock time of what is recorded
 * @param log lines of {@code train.log}
 * @param scalars metric log and TensorBoard file
 * @param status {@code status.json}
 */
public record TrainingOutputs(RunDirectory run, Clock clock, TrainLog log, ScalarWriter scalars, StatusWriter status) {}
