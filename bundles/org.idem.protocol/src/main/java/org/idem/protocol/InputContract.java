package org.idem.protocol;

import java.util.List;
import java.util.Objects;

/**
 * What the inputs of a model were made like: channel by channel {@code (sample / 255 − mean) / std}.
 *
 * @param size side of the square input in pixels
 * @param color {@code rgb} or {@code bgr}
 * @param mean subtracted from samples in [0, 1], for each of three channels in their order
 * @param std divided by, for each of three channels
 * @param from who says so: {@code metadata} of the model, {@code option} of the user, or {@code default}
 */
public record InputContract(int size, String color, List<Double> mean, List<Double> std, String from) {
    /** The model itself says it. */
    public static final String METADATA = "metadata";
    /** The user says at least a part of it. */
    public static final String OPTION = "option";
    /** Nobody says it: it is what most published face networks take. */
    public static final String DEFAULT = "default";

    public InputContract {
        Objects.requireNonNull(color, "color");
        Objects.requireNonNull(from, "from");
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
