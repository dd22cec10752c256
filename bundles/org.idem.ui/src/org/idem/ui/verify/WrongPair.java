package org.idem.ui.verify;

import org.idem.verify.ScoredPair;

/**
 * A pair that the model gets wrong.
 *
 * @param scored its number in the set and its score
 * @param faces both faces; null when the set or an image of it cannot be read
 */
record WrongPair(ScoredPair scored, PairFaces faces) {}
