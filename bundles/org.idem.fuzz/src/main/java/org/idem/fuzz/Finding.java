package org.idem.fuzz;

import java.util.Map;

/**
 * An answer that no reader may give.
 *
 * @param target the reader
 * @param round in which round of the trial
 * @param file the file that was damaged
 * @param fault what the reader did, with the first lines of its stack
 * @param files the folder as it was: bytes by path
 */
public record Finding(String target, int round, String file, String fault, Map<String, byte[]> files) {
    @Override
    public String toString() {
        return target + ", round " + round + ", " + file + ": " + fault;
    }
}
