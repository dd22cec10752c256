package org.idem.run;

/** Takes what a metric log holds, in the order in which it was written. */
public interface MetricSink {

    /** One value. */
    void value(String tag, long step, double wallSeconds, double value);

    /** How the values of a step are spread. */
    default void histogram(String tag, long step, double wallSeconds, ValueHistogram histogram) {}

    /** A resumed trainer goes on after {@code step}: what came before with a later step no longer counts. */
    void superseded(long step);

    /** What was delivered since the last call stands in the log before this offset: reading may end or go on here. */
    default void readUpTo(long offset) {}
}
