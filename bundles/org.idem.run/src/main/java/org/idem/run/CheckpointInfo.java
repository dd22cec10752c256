package org.idem.run;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A checkpoint on disk.
 *
 * @param step optimizer steps done when it was saved
 * @param path its folder
 * @param when when it was put in place
 */
public record CheckpointInfo(long step, Path path, Instant when) {}
