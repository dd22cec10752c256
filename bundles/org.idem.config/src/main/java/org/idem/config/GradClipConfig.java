package org.idem.config;

import java.util.List;

/**
 * Section {@code Optimizer.grad_clip}: clipping of the gradient by its global norm.
 *
 * @param clipNorm the norm aimed at
 * @param largestFactor largest factor that a gradient is multiplied by; infinity for none
 * @param alwaysClip whether the gradient is scaled to {@code clipNorm} at every step, smaller ones up, as PLSC does
 * @param noClipList parts of parameter names; tensors with one of them neither count nor are clipped; {@code dist} names
 *     the class centers
 */
public record GradClipConfig(double clipNorm, double largestFactor, boolean alwaysClip, List<String> noClipList) {
    public GradClipConfig {
        noClipList = List.copyOf(noClipList);
    }
}
