/**
 * What rank 0 does between the steps, one listener to a subject: scalars, log, status, verification, checkpoints,
 * divergence, the request to stop. {@link org.idem.train.record.TrainingCoordinator} asks them all and makes one decision
 * of their answers.
 */
package org.idem.train.record;
