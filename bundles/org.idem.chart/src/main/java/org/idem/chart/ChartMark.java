package org.idem.chart;

/** Something in a chart that is no curve, with a word to it. */
public sealed interface ChartMark {
    /** The word; may be empty. */
    String label();

    /** A line across the chart at one x, such as a threshold. */
    record VerticalLine(double x, String label) implements ChartMark {}

    /** A line across the chart at one y, such as the level of chance. */
    record HorizontalLine(double y, String label) implements ChartMark {}

    /** A shade behind everything between two values of x. */
    record Region(double from, double to, String label) implements ChartMark {}

    /**
     * Something that happened at one x: a sign above the axis, whose words stand where the crosshair is near.
     *
     * @param label what happened, a line
     * @param sign its kind, by its shape
     */
    record Event(double x, String label, Sign sign) implements ChartMark {}

    /** The shape that stands for what happened. */
    enum Sign {
        /** Something was kept: a diamond. */
        DIAMOND,
        /** Something began again: a triangle that points on. */
        RESUME,
        /** Something goes on in another way: a step. */
        STAGE,
        /** Something is wrong: a triangle with a line up to the top, in the colour of warnings. */
        WARNING
    }

    /** What a chart says as long as it has no values; without one it says that there are none yet. */
    record Note(String label) implements ChartMark {}
}
