package org.idem.data;

import org.idem.data.image.EncodedImage;

/**
 * One image of a training set with its label, read together.
 *
 * @param label identity, counted from 0; not checked against the number of identities that the set declares
 * @param image the picture as it is stored
 */
public record LabeledImage(int label, EncodedImage image) {}
