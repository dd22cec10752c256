package org.idem.run.imports;

import java.util.Locale;

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
