package org.idem.input.transform;

import org.idem.data.image.Pixels;

/**
 * What one transform did to one picture.
 *
 * @param entry its place in {@code transform_ops}, from 0; one after the last for the resizing that a config does not name
 * @param chosen whether chance chose it; one that was not lets the picture pass, or only gives it its size
 * @param pixels the picture after it
 */
public record TransformStep(int entry, boolean chosen, Pixels pixels) {}
