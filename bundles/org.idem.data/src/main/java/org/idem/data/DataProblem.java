package org.idem.data;

/**
 * One thing wrong in a set.
 *
 * @param key what the set calls the image
 * @param offset in bytes into the set's file, or −1
 * @param kind a word such as {@code half-jpeg}; {@link org.idem.data.image.Damage} has them all
 * @param message what is wrong
 */
public record DataProblem(String key, long offset, String kind, String message) {}
