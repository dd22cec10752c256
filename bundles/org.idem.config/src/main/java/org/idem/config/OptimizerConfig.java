package org.idem.config;

import java.util.List;

/**
 * Section {@code Optimizer}. Values that the named optimizer does not use hold their defaults.
 *
 * @param name {@code Momentum}, {@code AdamW}, {@code MomentumLARS} or {@code Adafactor}
 * @param momentum of Momentum and MomentumLARS
 * @param weightDecay weight decay
 * @param adamW of AdamW: its own keys, by their defaults for others
 * @param trust of MomentumLARS: length of a tensor's step at rate 1, in lengths of the tensor
 * @param adafactor of Adafactor: its own keys, null for others
 * @param clip gradient clipping, or null for none
 * @param noWeightDecay parts of parameter names; what they match is not decayed
 */
public record OptimizerConfig(
        String name,
        double momentum,
        double weightDecay,
        AdamWConfig adamW,
        double trust,
        AdafactorConfig adafactor,
        GradClipConfig clip,
        List<String> noWeightDecay) {
    public OptimizerConfig {
        noWeightDecay = List.copyOf(noWeightDecay);
    }
}
