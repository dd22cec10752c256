package org.idem.data;

import java.util.List;
import java.util.Optional;
import org.idem.data.image.DamagedImageException;

/**
 * What only one format can have wrong, such as an index that points into the middle of a record. A check of a data set
 * asks it beside decoding every picture. Thread-safe.
 */
public interface IntegrityCheck {

    /** For formats that have nothing more to check. */
    IntegrityCheck NONE = new IntegrityCheck() {};

    /** What the format knows better about the damage of an image; the same exception where it does not. */
    default DamagedImageException explain(int index, DamagedImageException damage) {
        return damage;
    }

    /** What is wrong with the label of a sound image, if anything is. */
    default Optional<DataProblem> checkLabel(int index, int label) {
        return Optional.empty();
    }

    /** Faults that belong to no image: of an index, of records that hold no picture, of lines that name none. */
    default List<DataProblem> structureProblems() {
        return List.of();
    }
}
