package org.idem.run;

/**
 * One row of a TAR@FAR table.
 *
 * @param far false accept rate asked for
 * @param tar share of genuine pairs accepted there
 * @param threshold cosine from which a pair is accepted
 * @param low lower end of the 95 % Wilson interval of {@code tar}
 * @param high upper end of it
 * @param errors false accepts that the row rests on
 */
public record TarAt(double far, double tar, double threshold, double low, double high, long errors) {}
