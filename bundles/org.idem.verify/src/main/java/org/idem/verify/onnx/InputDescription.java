package org.idem.verify.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a network takes, as its file says: channel by channel {@code (sample / 255 − mean) / std}.
 *
 * @param size side of the square input in pixels, 0 where it is free
 * @param color {@code rgb} or {@code bgr}
 * @param mean subtracted from samples in [0, 1], for each of three channels in their order
 * @param std divided by, for each of three channels
 * @param layout {@code NCHW} or {@code NHWC}
 * @param from {@code metadata} where the file says so, {@code default} where it does not and this is what is usual
 * @param problems what the file says wrongly, a sentence each
 */
public record InputDescription(
        int size,
        String color,
        List<Double> mean,
        List<Double> std,
        String layout,
        String from,
        List<String> problems) {
    private static final String METADATA = "metadata";
    private static final String DEFAULT = "default";
    private static final List<String> KEYS = List.of("channel_order", "scale", "mean", "std");
    private static final double LEVELS = 255;
    private static final int CHANNELS = 3;
    private static final int LARGEST = 1 << 16;
    /** Digits behind the point that numbers are told with; float32 has no more. */
    private static final double TOLD = 1e7;

    public InputDescription {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        problems = List.copyOf(problems);
    }

    static InputDescription of(OnnxFile file) {
        Reading reading = new Reading(file.metadata());
        boolean nhwc =
                file.inputs().stream().anyMatch(input -> input.shape().size() == 4 && input.length(3) == CHANNELS);
        long size = file.inputs().isEmpty() ? 0 : file.inputs().get(0).length(nhwc ? 1 : 2);
        String color = reading.color();
        double scale = reading.scale();
        return new InputDescription(
                size <= LARGEST ? (int) size : 0,
                color,
                reading.channels("mean", scale),
                reading.channels("std", scale),
                nhwc ? "NHWC" : "NCHW",
                KEYS.stream().anyMatch(file.metadata()::containsKey) ? METADATA : DEFAULT,
                reading.problems);
    }

    /** Makes sense of texts that anybody may have written. */
    private static final class Reading {
        private final Map<String, String> said;
        private final List<String> problems = new ArrayList<>();

        Reading(Map<String, String> said) {
            this.said = said;
        }

        String color() {
            String color = said.getOrDefault("channel_order", "RGB").toLowerCase(Locale.ROOT);
            if (color.equals("rgb") || color.equals("bgr")) {
                return color;
            }
            problems.add("channel_order is '" + color + "', neither RGB nor BGR");
            return "rgb";
        }

        double scale() {
            String text = said.getOrDefault("scale", String.valueOf(1 / LEVELS));
            double scale = number("scale", text);
            if (scale > 0) {
                return scale;
            }
            problems.add("scale '" + text + "' leaves nothing of an image");
            return 1 / LEVELS;
        }

        /** Numbers that belong to samples of some scale as those of samples in [0, 1]. */
        List<Double> channels(String key, double scale) {
            List<Double> numbers = Arrays.stream(said.getOrDefault(key, "0.5").split(",", -1))
                    .limit(CHANNELS + 1L)
                    .map(part -> number(key, part))
                    .map(value -> Math.round(value / (scale * LEVELS) * TOLD) / TOLD)
                    .toList();
            if (numbers.size() == CHANNELS) {
                return numbers;
            }
            if (numbers.size() != 1) {
                problems.add(key + " has " + numbers.size() + " numbers, neither one nor three");
            }
            return Collections.nCopies(CHANNELS, numbers.get(0));
        }

        private double number(String key, String text) {
            try {
                double value = Double.parseDouble(text.strip());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                System.getLogger(InputDescription.class.getName()).log(System.Logger.Level.DEBUG, text, e);
            }
            problems.add(key + " '" + text + "' is no number");
            return 0;
        }
    }
}
