package org.idem.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param label what it measures
 * @param low value at its beginning
 * @param high value at its end
 * @param scale how values are laid out and written
 */
record Axis(String label, double low, double high, Scale scale) {

    enum Scale {
        LINEAR,
        /** Linear, written as percent. */
        PERCENT,
        LOG
    }

    /** A place on the axis that is labelled. */
    record Tick(double value, String label) {}

    Axis {
        if (!(high > low)) {
            double around = low;
            low = around - Math.max(1e-9, Math.abs(around) * 0.1);
            high = around + Math.max(1e-9, Math.abs(around) * 0.1);
        }
    }

    /** A linear axis whose ends are widened to round numbers. */
    static Axis rounded(String label, double low, double high, Scale scale) {
        Axis bare = new Axis(label, low, high, scale);
        double spacing = bare.spacing();
        return new Axis(
                label,
                Math.floor(bare.low / spacing + 1e-9) * spacing,
                Math.ceil(bare.high / spacing - 1e-9) * spacing,
                scale);
    }

    /** Where a value lies: 0 at the beginning, 1 at the end. */
    double position(double value) {
        return scale == Scale.LOG ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Round values in the range; whole decades of a logarithmic axis. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        if (scale == Scale.LOG) {
            int last = (int) Math.floor(Math.log10(high) + 1e-9);
            for (int e = (int) Math.ceil(Math.log10(low) - 1e-9); e <= last; e++) {
                ticks.add(new Tick(Math.pow(10, e), Numbers.power(Math.pow(10, e))));
            }
            return ticks;
        }
        double spacing = spacing();
        long last = (long) Math.floor(high / spacing + 1e-9);
        for (long i = (long) Math.ceil(low / spacing - 1e-9); i <= last; i++) {
            double value = i * spacing;
            ticks.add(new Tick(
                    value,
                    scale == Scale.PERCENT
                            ? Numbers.tick(100 * value, 100 * spacing) + " %"
                            : Numbers.tick(value, spacing)));
        }
        return ticks;
    }

    /** The 1, 2 or 5 times a power of ten that gives about five ticks. */
    private double spacing() {
        double rough = (high - low) / 5;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / magnitude;
        return magnitude * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
