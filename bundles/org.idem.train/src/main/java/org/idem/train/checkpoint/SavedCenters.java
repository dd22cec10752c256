package org.idem.train.checkpoint;

import org.idem.train.centers.CenterField;

/** Some of the class centers in a checkpoint, whatever file holds them. Used on one thread at a time. */
interface SavedCenters extends AutoCloseable {
    /** First identity. */
    int start();

    /** One past the last identity. */
    int end();

    /** Whether a field was saved. */
    boolean has(CenterField field);

    /** Whether an identity may have other values than a training begins with. */
    boolean isChanged(int identity);

    /** Values of identities from start to end, ascending and each once; row by row. */
    float[] read(CenterField field, int[] identities);

    @Override
    void close();
}
