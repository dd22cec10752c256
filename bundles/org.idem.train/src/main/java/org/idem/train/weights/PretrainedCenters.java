package org.idem.train.weights;

import java.util.Arrays;
import java.util.List;
import org.idem.core.Units;

/**
 * Class centers among pretrained weights: whether they fit a training, and their rows.
 *
 * @param parts [rows, dim] each, one after the other
 * @param fits whether there are any, with the training's identities and embedding length
 * @param message what becomes of them, a sentence without full stop
 */
record PretrainedCenters(List<NamedTensor> parts, boolean fits, String message) {
    static PretrainedCenters of(List<NamedTensor> parts, int classes, int dim) {
        if (parts.isEmpty()) {
            return new PretrainedCenters(
                    parts, false, "The weights have no class centers; these keep their initial values");
        }
        for (NamedTensor part : parts) {
            long[] shape = part.shape();
            if (shape.length != 2 || shape[1] != dim) {
                return mismatch(parts, "they have shape " + Arrays.toString(shape) + " where embeddings have " + dim);
            }
        }
        long rows = parts.stream().mapToLong(part -> part.shape()[0]).sum();
        if (rows != classes) {
            return mismatch(
                    parts,
                    "they are of " + Units.count(rows) + " identities, the training has " + Units.count(classes));
        }
        String from = parts.size() == 1 ? "" : " from " + parts.size() + " workers' files";
        return new PretrainedCenters(
                parts, true, "Class centers of " + Units.count(classes) + " identities are taken" + from);
    }

    private static PretrainedCenters mismatch(List<NamedTensor> parts, String why) {
        return new PretrainedCenters(parts, false, "The weights' class centers are dropped: " + why);
    }

    /** Whether there are class centers that do not fit. */
    boolean isMismatch() {
        return !parts.isEmpty() && !fits;
    }

    /** Rows [from, from + rows) over all parts, row by row. */
    float[] read(long from, int rows, int dim) {
        float[] values = new float[Math.multiplyExact(rows, dim)];
        long start = 0;
        for (NamedTensor part : parts) {
            long end = start + part.shape()[0];
            long first = Math.max(from, start);
            int count = (int) (Math.min(from + rows, end) - first);
            if (count > 0) {
                float[] some = part.read((first - start) * dim, count * dim);
                System.arraycopy(some, 0, values, (int) (first - from) * dim, some.length);
            }
            start = end;
        }
        return values;
    }
}
