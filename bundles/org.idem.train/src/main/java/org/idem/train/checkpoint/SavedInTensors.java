package org.idem.train.checkpoint;

import java.nio.file.Path;
import org.idem.train.centers.CenterField;

/** Class centers in a safetensors file, all of them. */
final class SavedInTensors implements SavedCenters {
    private final int start;
    private final SafetensorsFile file;
    private final long[] shape;

    /** Opens a file whose first row is of an identity. */
    SavedInTensors(Path path, int start) {
        this.start = start;
        this.file = SafetensorsFile.open(path);
        this.shape = file.shape(CenterField.CENTERS.key());
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return start + (int) shape[0];
    }

    private int dim() {
        return (int) shape[1];
    }

    @Override
    public boolean has(CenterField field) {
        return file.names().contains(field.key());
    }

    @Override
    public boolean isChanged(int identity) {
        return true;
    }

    @Override
    public float[] read(CenterField field, int[] identities) {
        float[] values = new float[identities.length * dim()];
        for (int from = 0; from < identities.length; ) {
            int count = 1;
            while (from + count < identities.length && identities[from + count] == identities[from] + count) {
                count++;
            }
            float[] rows = file.readRows(field.key(), identities[from] - start, count);
            System.arraycopy(rows, 0, values, from * dim(), rows.length);
            from += count;
        }
        return values;
    }

    @Override
    public void close() {
        file.close();
    }
}
