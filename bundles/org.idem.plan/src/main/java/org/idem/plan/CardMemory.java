package org.idem.plan;

/**
 * Memory of a graphics card.
 *
 * @param id by which {@code Global.devices} and CUDA know it, such as {@code cuda:0}
 * @param name what its maker calls it; empty where that is not known
 * @param bytes all of its memory
 * @param free bytes that nobody uses now
 */
public record CardMemory(String id, String name, long bytes, long free) {}
