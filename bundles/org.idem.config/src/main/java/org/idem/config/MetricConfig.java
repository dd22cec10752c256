package org.idem.config;

/**
 * Metric {@code LFWAcc}.
 *
 * @param flipTest whether the embedding of the mirrored image is added
 * @param folds folds of the cross-validated threshold
 */
public record MetricConfig(boolean flipTest, int folds) {}
