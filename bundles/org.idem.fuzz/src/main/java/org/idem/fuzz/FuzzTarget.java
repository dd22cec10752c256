package org.idem.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reader and sound files that it reads.
 *
 * @param name of the reader, one word
 * @param files sound files by their path in a folder
 * @param documented the exceptions that its documentation names
 * @param reader reads the folder that holds the files
 */
public record FuzzTarget(
        String name, Map<String, byte[]> files, List<Class<? extends Exception>> documented, Reader reader) {

    public FuzzTarget {
        files = new TreeMap<>(files);
        documented = List.copyOf(documented);
    }

    /** Reads all of what it can read in a folder. */
    @FunctionalInterface
    public interface Reader {
        /** Reads everything; throws what the reader throws. */
        void read(Path folder) throws IOException;
    }

    @Override
    public String toString() {
        return name;
    }
}
