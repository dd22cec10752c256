package org.idem.train.record;

import org.idem.train.checkpoint.TrainingPosition;

/**
 * A return of all ranks to a checkpoint.
 *
 * @param from position that the training had reached
 * @param to position of the checkpoint, where it goes on
 * @param rateFactor factor of the schedule's learning rates from here on
 */
public record Rollback(TrainingPosition from, TrainingPosition to, double rateFactor) {}
