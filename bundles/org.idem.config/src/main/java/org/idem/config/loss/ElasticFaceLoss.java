package org.idem.config.loss;

/**
 * {@code ElasticFaceLoss}.
 *
 * @param angular whether margins are added to the angle, else subtracted from the cosine
 * @param plus whether the margins of a batch are assigned by the targets' cosines
 * @param mean of the margins
 * @param deviation standard deviation of the margins
 * @param s scale of the logits
 */
public record ElasticFaceLoss(
        @LossKey(value = "form", choice = "arc") boolean angular,
        boolean plus,
        double mean,
        @LossKey("std") double deviation,
        double s)
        implements LossConfig {}
