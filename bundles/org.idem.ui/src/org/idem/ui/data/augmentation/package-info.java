/** The page Augmentation of the data set editor: what the transforms of a config make of images. */
package org.idem.ui.data.augmentation;
