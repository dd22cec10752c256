package org.idem.train.checkpoint;

import java.util.Arrays;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;

/** Class centers that a checkpoint names in the file of a run that keeps them on disk. */
final class SavedInBlocks implements SavedCenters {
    private final ClassShard shard;
    private final DiskCenters centers;

    SavedInBlocks(DiskVersion version) {
        this.shard = version.shard();
        this.centers = DiskCenters.open(version);
    }

    @Override
    public int start() {
        return shard.start();
    }

    @Override
    public int end() {
        return shard.start() + shard.count();
    }

    @Override
    public boolean has(CenterField field) {
        return centers.has(field);
    }

    @Override
    public boolean isChanged(int identity) {
        return centers.isChanged(identity - shard.start());
    }

    @Override
    public float[] read(CenterField field, int[] identities) {
        int[] ids = Arrays.stream(identities)
                .map(identity -> identity - shard.start())
                .toArray();
        return centers.read(field, ClassSample.of(ids, shard.count()));
    }

    /** Seed of the centers that were never changed. */
    long initialSeed() {
        return centers.initialSeed();
    }

    @Override
    public void close() {
        centers.close();
    }
}
