package org.idem.ui.verify;

import org.eclipse.jface.resource.ImageDescriptor;
import org.idem.verify.ScoredPair;

/**
 * A pair that the model gets wrong, with its two faces side by side.
 *
 * @param scored its number in the set and its score
 * @param faces both faces; null when the set or an image of it cannot be read
 */
record WrongPair(ScoredPair scored, ImageDescriptor faces) {}
