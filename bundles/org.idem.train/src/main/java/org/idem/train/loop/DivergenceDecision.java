package org.idem.train.loop;

import org.idem.config.DivergenceConfig.Action;
import org.idem.run.RunEvent.Kind;

/**
 * Something noticed, and what is to be done about it.
 *
 * @param action what is to be done
 * @param kind what was noticed
 * @param parameter the tensor that it was noticed in, empty where there is none
 * @param what in words, without the step
 */
record DivergenceDecision(Action action, Kind kind, String parameter, String what) {}
