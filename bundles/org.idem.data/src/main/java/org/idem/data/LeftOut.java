package org.idem.data;

/**
 * Files, lines or records that a set does not use.
 *
 * @param reason why, said so that a number can stand before it: {@code folders without a picture}, {@code .txt}
 * @param count how many
 */
public record LeftOut(String reason, long count) {}
