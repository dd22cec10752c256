package org.idem.train;

import java.nio.file.Path;
import java.util.List;

/** What the trainer process was asked to do. */
sealed interface Arguments {
    /** Train a run, from its beginning or from its latest checkpoint. */
    record Train(Path run, boolean resume) implements Arguments {}

    /** Verify a checkpoint of a run on sets of pairs. */
    record Verify(Path run, String checkpoint, List<Path> sets, Path out) implements Arguments {}
}
