package org.idem.config.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interval of numbers as mathematics writes it: {@code [0, 1)}. */
record ValueRange(double low, boolean lowIn, double high, boolean highIn) {
    private static final Pattern FORM = Pattern.compile("([\\[(])\\s*([^,]+),\\s*([^,]+)([\\])])");

    /**
     * Reads an interval.
     *
     * @param text such as {@code [0, 1)}; a bound may be {@code Infinity}
     * @throws IllegalArgumentException if the text is no interval
     */
    public static ValueRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No interval: " + text);
        }
        return new ValueRange(
                Double.parseDouble(matcher.group(2)),
                matcher.group(1).equals("["),
                Double.parseDouble(matcher.group(3)),
                matcher.group(4).equals("]"));
    }

    /** Whether a number lies inside; NaN never does. */
    public boolean contains(double value) {
        return (lowIn ? value >= low : value > low) && (highIn ? value <= high : value < high);
    }
}
