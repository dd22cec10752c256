package org.idem.run.imports;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people's logs have them. */
final class LogNumbers {
    private LogNumbers() {}

    /** A whole number; -1, which no step is, for what is none. */
    static long whole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Seconds since 1970 of the first time in a line, as clocks here show it; NaN for none. */
    static double time(String line, Pattern place, DateTimeFormatter form) {
        Matcher time = place.matcher(line);
        try {
            return time.find()
                    ? LocalDateTime.parse(time.group(1), form)
                            .atZone(ZoneId.systemDefault())
                            .toEpochSecond()
                    : Double.NaN;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /** Adds a value; what is no number is counted and left out. NaN and infinities are values. */
    static void add(ForeignMetrics into, String tag, long step, double wall, String value) {
        Double number = number(value);
        if (number == null) {
            into.skip();
        } else {
            into.add(tag, step, wall, number);
        }
    }

    /** A number as Python, Java or C write it; null for what is none. */
    static Double number(String text) {
        String plain = text.strip();
        String lower = plain.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "nan", "-nan", "+nan" -> {
                return Double.NaN;
            }
            case "inf", "+inf", "infinity", "+infinity" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf", "-infinity" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {
                return finite(plain);
            }
        }
    }

    /** Java takes a letter behind a number, and hexadecimal ones, which no log means. */
    private static Double finite(String plain) {
        if (plain.isEmpty() || !"0123456789.".contains(plain.substring(plain.length() - 1))) {
            return null;
        }
        try {
            return Double.valueOf(plain);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
