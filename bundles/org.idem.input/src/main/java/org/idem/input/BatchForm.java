package org.idem.input;

/** What a batch holds of its images. */
public enum BatchForm {
    /** What the network takes: {@link Batch#images()}. */
    FLOATS,
    /** Pixels and how they are mirrored, a quarter of the memory: {@link Batch#pixels()}, {@link Batch#mirrors()}. */
    PIXELS
}
