package org.idem.data.image;

/** How a picture is resampled; pixel centres are aligned as OpenCV aligns them. */
public enum Interpolation {
    /** The pixel whose area holds the new centre's left upper corner, {@code INTER_NEAREST}. */
    NEAREST,
    /** Two pixels per axis, {@code INTER_LINEAR}; nothing is averaged when shrinking. */
    BILINEAR,
    /** Four pixels per axis with the cubic kernel of a = −0.75, {@code INTER_CUBIC}. */
    BICUBIC,
    /** The mean over the area of the new pixel, {@code INTER_AREA}; as bilinear where a picture grows. */
    AREA
}
