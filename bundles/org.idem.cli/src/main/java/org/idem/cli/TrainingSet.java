package org.idem.cli;

import java.util.List;
import org.idem.core.Problem;
import org.idem.plan.DatasetSize;

/**
 * What a configuration's training set is, so that the set is opened once.
 *
 * @param size images and identities
 * @param warnings what is unusual about its files
 */
record TrainingSet(DatasetSize size, List<Problem> warnings) {
    TrainingSet {
        warnings = List.copyOf(warnings);
    }
}
