package org.idem.data.ijb;

import java.util.List;
import java.util.Locale;

/** The two benchmarks that share a layout. */
public enum IjbTarget {
    /** IARPA Janus Benchmark B (C. Whitelam et al., 2017). */
    IJBB("S1", "S2"),
    /** IARPA Janus Benchmark C (B. Maze et al., 2018). */
    IJBC("G1", "G2");

    private final List<String> galleries;

    IjbTarget(String... galleries) {
        this.galleries = List.of(galleries);
    }

    /** What the names of the protocol's files begin with: {@code ijbb} or {@code ijbc}. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its galleries. */
    public List<String> galleries() {
        return galleries;
    }
}
