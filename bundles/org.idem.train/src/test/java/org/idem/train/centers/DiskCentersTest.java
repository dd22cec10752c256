package org.idem.train.centers;

import java.nio.file.Path;
import java.util.Set;
import org.idem.plan.ClassShard;
import org.junit.jupiter.api.io.TempDir;

/** That a store on disk does what every store does, and writes only what was changed. */
class DiskCentersTest extends ClassCentersContract {
    @TempDir
    private Path folder;

    private int files;

    @Override
    ClassCenters create(int classes, int dim, CenterFormat format, Set<CenterField> fields, ClassShard shard) {
        RowLayout layout = new RowLayout(dim, format, fields);
        ClassShard held = shard == null ? ClassShard.of(classes, 0, 1) : shard;
        DiskCenters made = new DiskCenters(folder.resolve("rows" + files++), held, layout, 1, 3);
        return made;
    }
}
