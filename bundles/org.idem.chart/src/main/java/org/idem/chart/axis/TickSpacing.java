package org.idem.chart.axis;

/** Distances between ticks that people count in: 1, 2 or 5 times a power of ten. */
public final class TickSpacing {
    private TickSpacing() {}

    /** The smallest such distance of which {@code length} holds at most {@code most}. */
    public static double of(double length, int most) {
        double rough = length / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (int multiple : new int[] {1, 2, 5}) {
            if (rough <= multiple * power * (1 + 1e-9)) {
                return multiple * power;
            }
        }
        return 10 * power;
    }
}
