/** Faces brought to one place and size: the similarity that fits landmarks to a template, and the picture it makes. */
package org.idem.data.align;
