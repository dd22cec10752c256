package org.idem.train.record;

import org.idem.run.RunEvent;

/**
 * First NaN or Inf found and its tensor; equal on every rank.
 *
 * @param kind where it was noticed: loss, gradient, weight or loss scale
 * @param parameter name of the first tensor that holds it, empty where no tensor does
 * @param what in words, without the step
 */
public record NonFiniteValue(RunEvent.Kind kind, String parameter, String what) {}
