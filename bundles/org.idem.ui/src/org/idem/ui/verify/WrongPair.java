package org.idem.ui.verify;

import org.eclipse.jface.resource.ImageDescriptor;

/**
 * A pair that the model judges wrongly, with its two faces side by side.
 *
 * @param pair its number in the set
 * @param cosine its score
 * @param beyond how far the score lies on the wrong side of the threshold, positive
 * @param faces both faces; null when the set or an image of it cannot be read
 */
record WrongPair(int pair, double cosine, double beyond, ImageDescriptor faces) {}
