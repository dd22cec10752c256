package org.idem.core;

import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them, always in the same form. */
public final class Units {
    private Units() {}

    /** Writes a whole number with a comma after each three digits: {@code 1,204,311}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 512 B}, {@code 1.5 KiB}, {@code 3.2 GiB}. */
    public static String bytes(long value) {
        if (Math.abs(value) < 1024) {
            return value + " B";
        }
        String[] names = {"KiB", "MiB", "GiB", "TiB", "PiB"};
        double scaled = value / 1024.0;
        int unit = 0;
        while (Math.abs(scaled) >= 1024 && unit < names.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, names[unit]);
    }

    /** {@code 8 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }

    /** {@code 12.3} below a thousand, {@code 1,234} above: rates such as images per second. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }
}
