package org.idem.protocol;

import java.util.List;

/**
 * What a user says about the inputs of a model. What is null is as the model itself says.
 *
 * @param size side of the square input in pixels
 * @param color {@code rgb} or {@code bgr}
 * @param mean subtracted from samples in [0, 1]; one number, or one for each channel in their order
 * @param std divided by after that; one number, or one for each channel
 */
public record InputOptions(Integer size, String color, List<Double> mean, List<Double> std) {
    /** Nothing said. */
    public static final InputOptions NONE = new InputOptions(null, null, null, null);

    public InputOptions {
        mean = mean == null ? null : List.copyOf(mean);
        std = std == null ? null : List.copyOf(std);
    }

    /** Whether the user says nothing. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
