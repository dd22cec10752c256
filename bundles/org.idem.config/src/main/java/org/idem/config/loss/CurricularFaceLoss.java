package org.idem.config.loss;

/**
 * {@code CurricularFaceLoss}.
 *
 * @param m added angle in radians
 * @param rate share of a batch in the running mean of the targets' cosines, in (0, 1]
 * @param s scale of the logits
 */
public record CurricularFaceLoss(double m, @LossKey("t_alpha") double rate, double s) implements LossConfig {}
