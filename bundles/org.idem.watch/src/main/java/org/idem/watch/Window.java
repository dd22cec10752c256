package org.idem.watch;

/**
 * What the steps between two log lines were like. Medians, so that a single wild step does not count.
 *
 * @param loss median of the finite losses, NaN where there is none
 * @param norm median of the finite gradient norms, NaN where there is none
 * @param push largest learning rate, as a share of the schedule's peak
 */
record Window(double loss, double norm, double push) {}
