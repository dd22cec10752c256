package org.idem.ui.selection;

import org.idem.data.ImageDataset;

/**
 * One person of a training set that is or was open.
 *
 * @param set the set
 * @param label the person's number in it, from 0
 */
public record Identity(ImageDataset set, int label) {}
