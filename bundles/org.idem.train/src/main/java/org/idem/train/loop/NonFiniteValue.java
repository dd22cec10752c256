package org.idem.train.loop;

import org.idem.run.RunEvent;

/**
 * A number that is none, as all workers know it.
 *
 * @param kind where it was noticed
 * @param parameter the first tensor that holds it, empty where no tensor does
 * @param what in words, without the step
 */
record NonFiniteValue(RunEvent.Kind kind, String parameter, String what) {}
