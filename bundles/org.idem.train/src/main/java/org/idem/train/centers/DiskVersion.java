package org.idem.train.centers;

import java.nio.file.Path;
import org.idem.plan.ClassShard;
import org.idem.train.centers.disk.BlockVersions;

/**
 * Class centers on disk as they were at one moment: which blocks of which file hold them. Immutable, as long as nobody
 * says that these blocks are free.
 *
 * @param file the file that rows stand in
 * @param shard the identities
 * @param layout of a row
 * @param seed of the order of the rows
 * @param initialSeed of the centers that were never changed, which are in no file
 * @param blocks where each block stands
 */
public record DiskVersion(
        Path file, ClassShard shard, RowLayout layout, long seed, long initialSeed, BlockVersions blocks) {}
