package org.idem.train.record;

import org.idem.config.DivergenceConfig.Action;
import org.idem.run.RunEvent.Kind;

/**
 * Something noticed, and what to do about it.
 *
 * @param action what to do
 * @param kind what was noticed
 * @param parameter the tensor that it was noticed in, empty where there is none
 * @param what in words, without the step
 */
record DivergenceDecision(Action action, Kind kind, String parameter, String what) {}
