package org.idem.config;

import java.util.List;

/**
 * Clipping of the gradient by its global norm.
 *
 * @param clipNorm largest norm
 * @param largestFactor largest factor that a gradient is multiplied by; infinity for none
 * @param alwaysClip whether the gradient is scaled to {@code clipNorm} at every step, smaller ones up, as PLSC does
 * @param noClipList parts of parameter names that neither count nor are clipped; {@code dist} names the class centers
 */
public record GradClip(double clipNorm, double largestFactor, boolean alwaysClip, List<String> noClipList) {
    public GradClip {
        noClipList = List.copyOf(noClipList);
    }
}
