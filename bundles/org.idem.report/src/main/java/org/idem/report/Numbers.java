package org.idem.report;

import java.util.Locale;

/** Figures as the report writes them. */
final class Numbers {
    private Numbers() {}

    /** {@code 97.35 %}; a dash when there is none. */
    static String percent(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f %%", 100 * value) : "–";
    }

    /** A fixed number of decimals; a dash when there is none. */
    static String fixed(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 10⁻³} for powers of ten, else digits. */
    static String power(double value) {
        double exponent = Math.log10(value);
        long rounded = Math.round(exponent);
        if (Math.abs(exponent - rounded) > 1e-9) {
            return String.format(Locale.ROOT, "%.2g", value);
        }
        StringBuilder text = new StringBuilder("10");
        for (char c : Long.toString(rounded).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }

    /** A tick label with as many decimals as the distance between ticks needs. */
    static String tick(double value, double spacing) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (spacing < 1e-4) {
            return String.format(Locale.ROOT, "%.1e", value)
                    .replace("e-0", "e-")
                    .replace(".0e", "e");
        }
        if (spacing >= 1e6) {
            return plain(value / 1e6, spacing / 1e6) + "M";
        }
        return spacing >= 1e3 ? plain(value / 1e3, spacing / 1e3) + "k" : plain(value, spacing);
    }

    private static String plain(double value, double spacing) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(spacing) - 1e-9));
        return fixed(value, decimals);
    }
}
