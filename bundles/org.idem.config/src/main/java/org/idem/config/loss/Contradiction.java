package org.idem.config.loss;

/**
 * Keys of one head that contradict each other.
 *
 * @param key name of the key within the head's section that is to blame
 * @param message what is wrong, a sentence without full stop
 * @param remedy what to do about it
 */
public record Contradiction(String key, String message, String remedy) {}
