package org.idem.config.reader;

/**
 * A place in the text of a config.
 *
 * @param line 1-based line
 * @param column 1-based column
 */
public record TextPosition(int line, int column) {}
