/**
 * A run on disk: its folder, status, append-only metric log, TensorBoard events, checkpoints and evaluations, and the
 * index over many runs. What is written here is all that training and viewing share.
 */
package org.idem.run;
