package org.idem.data.pickle;

/**
 * A byte string or text that stays in the file.
 *
 * @param offset of the first byte
 * @param length in bytes, as stored
 * @param utf8 whether the bytes are UTF-8 text
 * @param latin1 whether this text stands for the bytes of its characters, as Python 3 writes bytes in protocol 2
 */
public record Bytes(long offset, long length, boolean utf8, boolean latin1) {}
